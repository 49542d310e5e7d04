import { type AppOutputs, formatMoney } from "@onekonsole/billing-contract";
import type { AvailableActions, ClosesAs, Obstacle, Retry } from "../../domain/operator-actions.ts";
import type { Order } from "../../domain/order.ts";
import { remainingAmount } from "../../domain/remaining-amount.ts";
import { formatOrderMoney } from "./advice.ts";

type OrderDetail = AppOutputs["operator"]["order"];
type Actions = Pick<OrderDetail, "available_actions" | "unavailable_actions">;
type Available = OrderDetail["available_actions"][number];

/** An order's possible actions with their effect, and the others with their obstacle. */
export function presentActions(order: Order, actions: AvailableActions): Actions {
  const obstacles = (["retry", "refund", "close"] as const).flatMap((action) => {
    const { [action]: it } = actions;
    return it.possible ? [] : [{ action, obstacle: obstacleText(order, it.obstacle) }];
  });
  return { available_actions: listAvailable(order, actions), unavailable_actions: obstacles };
}

function listAvailable(order: Order, { retry, refund, close }: AvailableActions): Available[] {
  const money = (amount: bigint) => formatMoney(amount, order.capturedCurrency ?? order.currency);
  const available: Available[] = [];
  if (retry.possible) {
    const { target } = retry.retry;
    const amount = target === "refund" ? (retry.retry.amount ?? remainingAmount(order)) : null;
    const effect = retryEffect(order, retry.retry);
    const inCurrency = amount === null ? null : money(amount);
    available.push({ action: "retry", target, amount: inCurrency, effect });
  }
  if (refund.possible) {
    const effect = `Refunds up to ${formatOrderMoney(order, refund.atMost)} to the payer through PayPal.`;
    available.push({ action: "refund", amount: money(refund.atMost), effect });
  }
  if (close.possible)
    available.push({ action: "close", outcome: close.as, effect: closeEffect(order, close.as) });
  return available;
}

function retryEffect(order: Order, retry: Retry): string {
  switch (retry.target) {
    case "capture":
      return "Queries PayPal for the payment, and captures it if possible.";
    case "delivery":
      return order.delivery === "none"
        ? "Orders the cluster from web-order."
        : "Looks the order up at web-order, and orders the cluster if it is absent.";
    case "refund":
      return `Requests the refund again from PayPal: ${formatOrderMoney(order, retry.amount ?? remainingAmount(order))}.`;
  }
}

function closeEffect(order: Order, as: ClosesAs): string {
  const left = formatOrderMoney(order, remainingAmount(order));
  switch (as) {
    case "no_money":
      return "Closes the order, for which no funds are held. A late payment reopens it.";
    case "kept_for_cluster":
      return `Keeps ${left} for the delivered cluster; the order returns to provisioned.`;
    case "paid_back_outside":
      return `Closes the order and records ${left} as refunded outside PayPal.`;
  }
}

function obstacleText(order: Order, obstacle: Obstacle): string {
  switch (obstacle) {
    case "no_decision_needed":
      return `The order is ${order.state}; only an order in needs_attention can be retried or closed.`;
    case "refund_under_way":
      return "A refund is under way: wait for its outcome.";
    case "delivery_under_way":
      return "A delivery is under way and may still reach web-order.";
    case "nothing_captured":
      return "No money was captured for the order.";
    case "nothing_left":
      return "No funds are held for this order.";
    case "money_left":
      return `${formatOrderMoney(order, remainingAmount(order))} is held, and no cluster was delivered.`;
    case "delivered":
      return "The cluster was delivered and is not ordered twice.";
    case "refund_refused":
      return "PayPal permanently rejects the failed refund.";
  }
}
