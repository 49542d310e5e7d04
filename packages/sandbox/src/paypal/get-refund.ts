import type { Call } from "../http/call.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { refundOnWire } from "./refund-wire.ts";
import { answer, notFound } from "./responses.ts";

/** `GET /v2/payments/refunds/{id}`. */
export function getRefund(paypal: PayPalSandbox, { params }: Call): Response {
  const found = paypal.findRefund(params["id"] ?? "");
  return found ? answer(200, refundOnWire(found.refund, paypal.url)) : notFound();
}
