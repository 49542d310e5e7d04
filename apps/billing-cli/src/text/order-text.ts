import type { Money } from "@onekonsole/billing-contract";
import type { OrderDetail } from "../command.ts";
import { ageOf } from "./duration.ts";
import { type Cell, tableOf } from "./table.ts";

/** An amount as people write it; nothing for none. */
export const moneyText = (money: Money | null): Cell =>
  money && `${money.value} ${money.currency_code}`;

/** What an order is about and why it stands where it does: enough to decide on it. */
export function orderHead(order: OrderDetail, now: Date): string {
  const since = `for ${ageOf(order.state_since, now)}, since ${order.state_since}`;
  return [
    `Order ${order.order_id} is ${order.state} (${since}).`,
    order.situation,
    `Next: ${order.next_step}`,
    "",
    actionsOf(order),
    "",
    facts({
      amount: moneyText(order.amount),
      captured: moneyText(order.captured_amount),
      refunded: moneyText(order.refunded_amount),
      reversed: moneyText(order.reversed_amount),
      refundable: moneyText(order.refundable_amount),
      user: order.user_id,
      cluster: order.cluster_name,
    }),
  ].join("\n");
}

const actionsOf = ({
  available_actions: available,
  unavailable_actions: rest,
}: OrderDetail): string =>
  tableOf(
    ["action", "possible", "what it does, or why it is not possible"],
    [
      ...available.map(({ action, effect }) => [action, "yes", effect]),
      ...rest.map(({ action, obstacle }) => [action, "no", obstacle]),
    ],
  );

/** The rest of what is known of an order. */
export function orderDetails(order: OrderDetail): string {
  const { order_details: details } = order;
  return [
    facts({
      images: `${details.images_storage} GB`,
      monitoring: details.has_monitoring ? `${details.monitoring_storage} GB` : null,
      alerting: details.has_alerting ? "yes" : null,
      delivery: deliveryOf(order),
      "web-order id": order.web_order_id?.toString() ?? null,
      "capture id": order.capture_id,
      "held for": order.pending_reason,
      "custom id": order.custom_id,
      disputed: order.disputed ? "yes" : null,
      "customer reads": order.problem,
    }),
    `Refunds and reversals\n${refundsOf(order)}`,
    `History\n${historyOf(order)}`,
  ].join("\n\n");
}

/** The service keeps only what is open of a delivery; that one was made stands in the history. */
const deliveryOf = ({ delivery, history }: OrderDetail): string =>
  delivery === "none" && history.some(({ event }) => event === "delivered") ? "made" : delivery;

const widestFact = "customer reads".length;

const facts = (cells: Readonly<Record<string, Cell>>): string =>
  Object.entries(cells)
    .map(([name, cell]) => `${name.padEnd(widestFact)}  ${cell || "–"}`)
    .join("\n");

function refundsOf({ refunds }: OrderDetail): string {
  const rows = refunds.map((it) => [
    moneyText(it.amount) ?? "all that is left",
    it.status,
    it.kind,
    it.paypal_refund_id,
    it.id,
    it.failure_reason,
    it.failed_time,
  ]);
  return rows.length > 0
    ? tableOf(
        ["amount", "status", "kind", "PayPal's id", "id", "PayPal refused it for", "at"],
        rows,
      )
    : "none";
}

const historyOf = ({ history }: OrderDetail): string =>
  tableOf(
    ["version", "time", "event", "state", "by", "who", "why", "debug id"],
    history.map((it) => [
      String(it.version),
      it.time,
      it.event,
      it.to_state,
      it.caused_by,
      it.actor,
      it.note,
      it.debug_id,
    ]),
  );
