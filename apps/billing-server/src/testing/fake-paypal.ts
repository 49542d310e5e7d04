import { vi } from "vitest";
import type {
  PayPalFailure,
  PayPalGateway,
  PayPalOrder,
  PayPalResult,
} from "../domain/paypal-gateway.ts";

/** PayPal did it, under a debug id that tests can look for. */
export const done = <T = PayPalOrder>(value: T): PayPalResult<T> => ({
  ok: true,
  value,
  debugId: "debug-ok",
});

/** PayPal did not do it. */
export const failed = (
  kind: PayPalFailure["kind"],
  issue = kind.toUpperCase(),
  retryAfterMs?: number,
): PayPalResult<never> => ({
  ok: false,
  failure: { kind, issue, debugId: "debug-failed", retryAfterMs },
});

/** A PayPal where every call is a test's fault until it says what the answer is. */
export function fakePayPal() {
  const unexpected = (name: string) => async (): Promise<never> => {
    throw new Error(`PayPal was not to be asked: ${name}`);
  };
  return {
    createOrder: vi.fn<PayPalGateway["createOrder"]>(unexpected("createOrder")),
    getOrder: vi.fn<PayPalGateway["getOrder"]>(unexpected("getOrder")),
    captureOrder: vi.fn<PayPalGateway["captureOrder"]>(unexpected("captureOrder")),
    refundCapture: vi.fn<PayPalGateway["refundCapture"]>(unexpected("refundCapture")),
    getRefund: vi.fn<PayPalGateway["getRefund"]>(unexpected("getRefund")),
  } satisfies PayPalGateway;
}
