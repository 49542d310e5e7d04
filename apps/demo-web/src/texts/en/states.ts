import { type OrderState, orderStateMeaning, stateMeaning } from "@onekonsole/billing-contract";

const titles: Readonly<Record<OrderState, string>> = {
  awaiting_approval: "Order placed",
  approved: "Payment approved",
  capture_pending: "Payment held by PayPal",
  captured: "Payment received",
  provisioned: "Cluster ordered",
  capture_failed: "Payment declined",
  expired: "Order ended",
  refunding: "Refund in progress",
  refunded: "Payment refunded",
  needs_attention: "Under review by our team",
  closed: "Closed by our team",
};

const texts = Object.fromEntries(
  Object.entries(orderStateMeaning).map(([state, { text }]) => [state, text]),
) as Readonly<Record<OrderState, string>>;

export const states = {
  titles,
  texts,
  /** Of a state that only a newer service has. */
  newer: { title: "In progress", text: stateMeaning("newer").text },
  waitingAgain: "Waiting for another approval",
  notCompleted: (attempts: number) =>
    attempts > 1 ? `Payment not completed (${attempts} attempts)` : "Payment not completed",
};
