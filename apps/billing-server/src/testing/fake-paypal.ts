import { vi } from "vitest";
import type { PayPalOrder } from "../domain/paypal-order.ts";
import type { PayPalFailure, PayPalFailureKind, PayPalResult } from "../domain/paypal-result.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";

/** PayPal did it, under a debug id that tests can look for. */
export const done = <T = PayPalOrder>(value: T): PayPalResult<T> => ({
  ok: true,
  value,
  debugId: "debug-ok",
});

/** Every way in which PayPal can fail. */
export const failureKinds = Object.keys({
  unavailable: true,
  timeout: true,
  payer_again: true,
  not_approved: true,
  already_done: true,
  gone: true,
  unreadable: true,
  declined: true,
  unauthorized: true,
  refused: true,
} satisfies Record<PayPalFailureKind, true>) as PayPalFailureKind[];

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
    getOrigin: vi.fn<PayPalGateway["getOrigin"]>(unexpected("getOrigin")),
    captureOrder: vi.fn<PayPalGateway["captureOrder"]>(unexpected("captureOrder")),
    refundCapture: vi.fn<PayPalGateway["refundCapture"]>(unexpected("refundCapture")),
    getRefund: vi.fn<PayPalGateway["getRefund"]>(unexpected("getRefund")),
  } satisfies PayPalGateway;
}
