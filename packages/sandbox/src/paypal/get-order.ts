import type { Call } from "../http/call.ts";
import { fullOrder, orderBeforePayment } from "./order-wire.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, notFound } from "./responses.ts";

/** `GET /v2/checkout/orders/{id}`. */
export function getOrder(paypal: PayPalSandbox, { params }: Call): Response {
  const order = paypal.find(params["id"] ?? "");
  if (!order) return notFound();
  const shownAs = paypal.deviations.hidesPayment(order);
  const shown = shownAs
    ? orderBeforePayment(order, shownAs, paypal.url)
    : fullOrder(order, paypal.url);
  return answer(200, shown);
}
