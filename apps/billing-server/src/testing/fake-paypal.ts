import { vi } from "vitest";
import type {
  PayPalFailure,
  PayPalGateway,
  PayPalOrder,
  PayPalResult,
} from "../domain/paypal-gateway.ts";

/** PayPal did it, under a debug id that tests can look for. */
export const done = (value: PayPalOrder): PayPalResult<PayPalOrder> => ({
  ok: true,
  value,
  debugId: "debug-ok",
});

/** PayPal did not do it. */
export const failed = (
  kind: PayPalFailure["kind"],
  issue = kind.toUpperCase(),
): PayPalResult<PayPalOrder> => ({ ok: false, failure: { kind, issue, debugId: "debug-failed" } });

/** A PayPal where every call is a test's fault until it says what the answer is. */
export function fakePayPal() {
  const unexpected = (name: string) => async (): Promise<PayPalResult<PayPalOrder>> => {
    throw new Error(`PayPal was not to be asked: ${name}`);
  };
  return {
    createOrder: vi.fn<PayPalGateway["createOrder"]>(unexpected("createOrder")),
    getOrder: vi.fn<PayPalGateway["getOrder"]>(unexpected("getOrder")),
    captureOrder: vi.fn<PayPalGateway["captureOrder"]>(unexpected("captureOrder")),
  } satisfies PayPalGateway;
}
