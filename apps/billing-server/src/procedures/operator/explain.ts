import type { Order } from "../../domain/order.ts";
import type { Refund } from "../../domain/refund.ts";
import { remainingOf } from "../../domain/transition.ts";

/** Why an order stands where it does, and what an operator can do, a sentence each. */
export interface Explanation {
  readonly situation: string;
  readonly nextStep: string;
}

/** In an operator's words, unlike `problem`, which the customer reads. */
export function explain(order: Order, refunds: readonly Refund[]): Explanation {
  switch (order.state) {
    case "awaiting_approval":
      return {
        situation: `The payer has until ${order.approveBefore.toISOString()} to approve at PayPal.`,
        nextStep: "Nothing: PayPal is asked before then, and the order expires after it.",
      };
    case "approved":
      return {
        situation: "The payer approved and the money is not captured yet: a job is at it.",
        nextStep: "Look whether PayPal is being spared (/readyz); the job comes back by itself.",
      };
    case "capture_pending":
      return {
        situation: "PayPal holds the capture back and decides about it.",
        nextStep: "Look at the capture in PayPal's dashboard; some need the merchant to accept.",
      };
    case "captured":
      return delivering(order);
    case "provisioned":
      return {
        situation: "Paid, and web-order has the order.",
        nextStep: "Nothing; a refund stays possible.",
      };
    case "capture_failed":
      return {
        situation: "PayPal declined the payment; nothing was taken.",
        nextStep: "Nothing: the customer orders again.",
      };
    case "expired":
      return {
        situation: "Nobody paid in time; money that turns up late revives the order.",
        nextStep: "Nothing.",
      };
    case "refunding":
      return refunding(refunds);
    case "refunded":
      return { situation: "All the money went back.", nextStep: "Nothing." };
    case "needs_attention":
      return inHands(order, refunds);
  }
}

function delivering({ delivery }: Order): Explanation {
  const where = {
    none: "it has not reached web-order yet",
    open: "web-order's answer was never seen, so it is looked up there first",
    answered:
      "web-order answered with a fault and may have kept it, so it is looked up there first",
  };
  return {
    situation: `Paid and not handed over: ${where[delivery]}.`,
    nextStep: "Look whether web-order is up; the job comes back by itself for hours.",
  };
}

function refunding(refunds: readonly Refund[]): Explanation {
  const isPending = refunds.some(({ status }) => status === "pending");
  return isPending
    ? {
        situation: "PayPal has the refund and waits for the bank.",
        nextStep: "Nothing: its outcome is told by PayPal, or asked for.",
      }
    : {
        situation: "A refund was asked for and PayPal has not made it yet: a job is at it.",
        nextStep: "Look whether PayPal is being spared, and at the merchant account's balance.",
      };
}

function inHands(order: Order, refunds: readonly Refund[]): Explanation {
  const situation = order.problem ?? "The order was put into your hands.";
  if (order.capturedAmount === 0n)
    return { situation, nextStep: "Look at the order in PayPal's dashboard, then retry." };
  if (remainingOf(order) <= 0n)
    return { situation, nextStep: "No money is left: decide about the cluster at web-order." };
  if (refunds.some(({ status }) => status === "requested" || status === "pending"))
    return { situation, nextStep: "Wait for the refund that is under way." };
  if (order.reversedAmount > 0n || order.provisionedAt)
    return { situation, nextStep: "Decide about the cluster at web-order; refund what is owed." };
  const last = refunds.filter(({ kind }) => kind === "refund").at(-1);
  if (last?.status === "failed")
    return { situation, nextStep: "Mend what stopped the refund at PayPal, then retry." };
  return order.delivery === "none"
    ? { situation, nextStep: "Retry the delivery, or refund the payment." }
    : { situation, nextStep: mayHaveArrivedText };
}

const mayHaveArrivedText =
  "Retry: it may have reached web-order, which is looked up first. Look there yourself before you refund.";
