import type { Call } from "../../http/call.ts";
import { isFailedCapture } from "../capture-record.ts";
import { type OrderRecord, orderCaptures } from "../order-record.ts";
import type { PayPalSandbox } from "../paypal-sandbox.ts";
import { messagePage } from "./message-page.ts";
import { type PageLocale, pageLocale } from "./page-locale.ts";
import { pageResponse } from "./page-response.ts";

/** The order to pay, or the page that explains why there is none. */
export type Payable =
  | (PageLocale & { readonly order: OrderRecord })
  | { readonly refusal: (statusIfPaid: 200 | 409) => Response };

/** The order that the page's `token` names. */
export function findPayable(paypal: PayPalSandbox, { url, request }: Call): Payable {
  const id = url.searchParams.get("token") ?? "";
  const order = paypal.find(id);
  const locale = pageLocale({
    parameter: url.searchParams.get("locale"),
    order: paypal.orders.get(id)?.locale,
    accepted: request.headers.get("accept-language"),
  });
  if (order && order.status !== "COMPLETED") return { order, ...locale };
  const { texts } = locale;
  if (order) {
    const failed = orderCaptures(order).every(isFailedCapture);
    const page = messagePage(texts, failed ? "failed" : "paid", order.id);
    return { refusal: (status) => pageResponse(status, page) };
  }
  const page = messagePage(texts, paypal.hasExpired(id) ? "expired" : "unknown");
  return { refusal: () => pageResponse(404, page) };
}
