import type { Call } from "../../http/call.ts";
import { isFailedCapture } from "../capture-record.ts";
import { type OrderRecord, orderCaptures } from "../order-record.ts";
import type { PayPalSandbox } from "../paypal-sandbox.ts";
import { endPage } from "./end-page.ts";
import { type PageLocale, pageLocale } from "./page-locale.ts";
import type { PageMessage } from "./texts.ts";

/** The order to pay, or the page that explains why there is none. */
export type Payable =
  | (PageLocale & { readonly order: OrderRecord })
  | { readonly refusal: (statusIfPaid: 200 | 409) => Response };

/** The order that the page's `token` names. */
export function findPayable(paypal: PayPalSandbox, call: Call): Payable {
  const { url, request } = call;
  const id = url.searchParams.get("token") ?? "";
  const order = paypal.find(id);
  const locale = pageLocale({
    parameter: url.searchParams.get("locale"),
    order: paypal.orders.get(id)?.locale,
    accepted: request.headers.get("accept-language"),
  });
  if (order && order.status !== "COMPLETED") return { order, ...locale };
  return {
    refusal: (statusIfPaid) =>
      endPage(call, locale.texts, {
        status: order ? statusIfPaid : 404,
        message: order ? endMessage(order) : paypal.hasExpired(id) ? "expired" : "unknown",
      }),
  };
}

function endMessage(order: OrderRecord): PageMessage {
  const captures = orderCaptures(order);
  return captures.length > 0 && captures.every(isFailedCapture) ? "failed" : "paid";
}
