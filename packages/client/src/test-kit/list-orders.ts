import type { AppInputs, AppOutputs, Order } from "@onekonsole/billing-contract";
import { invalidField } from "./kit-fault.ts";
import type { KitState } from "./kit-state.ts";

type Listed = AppOutputs["order"]["list"]["orders"][number];

/** A page of orders, newest first. Of all users without `user_id`, since the kit reads no tokens. */
export function listOrders(
  { book }: KitState,
  input: AppInputs["order"]["list"] = {},
): AppOutputs["order"]["list"] {
  const { user_id, cluster_name, payment, created_from, created_before, limit = 20, after } = input;
  const newestFirst = book.all.map(({ order }) => order).toReversed();
  const position = newestFirst.findIndex(({ order_id }) => order_id === after);
  if (after !== undefined && position < 0)
    throw invalidField("after", "must be the `next` of an earlier response");
  const found = newestFirst
    .slice(position + 1)
    .filter(
      ({ order_details: details, payment_summary: summary, create_time: time }) =>
        (user_id === undefined || details.user_id === user_id.toLowerCase()) &&
        (cluster_name === undefined || details.cluster_name === cluster_name) &&
        (payment === undefined || summary === payment) &&
        (created_from === undefined || time >= created_from) &&
        (created_before === undefined || time < created_before),
    );
  const page = found.slice(0, limit);
  const next = found.length > limit ? (page.at(-1)?.order_id ?? null) : null;
  return { orders: page.map(present), next };
}

const present = (order: Order): Listed => ({
  order_id: order.order_id,
  state: order.state,
  payment_summary: order.payment_summary,
  amount: order.amount,
  net_amount: order.net_amount,
  vat_amount: order.vat_amount,
  vat: order.vat,
  refunded_amount: order.refunded_amount,
  payee_email: order.payee_email,
  order_details: order.order_details,
  create_time: order.create_time,
  paid_time: order.paid_time,
  payment_method: "PayPal",
});
