import type { OrderState } from "@onekonsole/billing-contract/browser";
import type { TimelineItem } from "./timeline.ts";

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

/**
 * The title of an item of the timeline. After an approval, PayPal may have declined the payment or require another
 * action of the payer; the problem of the next item says which.
 */
export function itemTitle({ progress, attempts, ...item }: TimelineItem): string {
  if (progress !== "declined") return stateTitle(item);
  return attempts > 1 ? `Payment not completed (${attempts} attempts)` : "Payment not completed";
}

/** The title of a state; `orderStateMeaning` has its text. */
export function stateTitle({ state, visit }: Pick<TimelineItem, "state" | "visit">): string {
  const isAgain = state === "awaiting_approval" && visit > 1;
  return isAgain ? "Waiting for another approval" : titles[state];
}
