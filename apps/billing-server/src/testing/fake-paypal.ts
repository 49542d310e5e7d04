import { vi } from "vitest";
import type { PayPalOrder } from "../domain/paypal-order.ts";
import type { PayPalFailure, PayPalFailureKind, PayPalResult } from "../domain/paypal-result.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";

/** A successful result, with a debug id that tests can check. */
export const done = <T = PayPalOrder>(value: T): PayPalResult<T> => ({
  ok: true,
  value,
  debugId: "debug-ok",
});

/** All kinds of failure. */
export const failureKinds = Object.keys({
  unavailable: true,
  timeout: true,
  payer_can_retry: true,
  not_approved: true,
  already_done: true,
  gone: true,
  unreadable: true,
  declined: true,
  unauthorized: true,
  refused: true,
} satisfies Record<PayPalFailureKind, true>) as PayPalFailureKind[];

/** A failed result. */
export const failed = (
  kind: PayPalFailure["kind"],
  issue = kind.toUpperCase(),
  retryAfterMs?: number,
): PayPalResult<never> => ({
  ok: false,
  failure: { kind, issue, debugId: "debug-failed", retryAfterMs },
});

/** A PayPal gateway whose calls reject until a test mocks them. */
export function fakePayPal() {
  const unexpected = (name: string) => async (): Promise<never> => {
    throw new Error(`Unexpected PayPal call: ${name}`);
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
