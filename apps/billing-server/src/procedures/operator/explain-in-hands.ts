import type { Order } from "../../domain/order.ts";
import { isUnderWay } from "../../domain/refund.ts";
import { isApplicable, isGivenBack, remainingOf } from "../../domain/transition.ts";
import type { Explanation, Known } from "./explanation.ts";
import { heldBy } from "./held-by.ts";

/** Why an order needs a person, and what that person can do: always something that is possible. */
export function explainInHands(known: Known): Explanation {
  const { order, history } = known;
  const event = heldBy(history);
  return order.capturedAmount === 0n
    ? unpaid(order, event)
    : { situation: paidSituation(order, event), nextStep: paidStep(known, event) };
}

type HeldBy = ReturnType<typeof heldBy>;

function unpaid({ problem, approvalStatus }: Order, event: HeldBy): Explanation {
  switch (event) {
    case "gave_up":
      // Nobody told us of an approval, and yet PayPal has completed the order.
      if (approvalStatus === null)
        return {
          situation: "PayPal says that the order is paid, and does not show the payment.",
          nextStep: "Look for the payment in PayPal's dashboard; a retry asks PayPal once more.",
        };
      return {
        situation: "Approved, and the capture failed for hours: PayPal was away, or shows none.",
        nextStep: "See that PayPal answers (/readyz), then retry: it captures the payment.",
      };
    case "order_gone":
      return {
        situation: "Approved, but PayPal no longer shows the order, nor that money was taken.",
        nextStep: lookForPayment,
      };
    case "capture_refused":
      return {
        situation: "Approved, but PayPal refused the capture for a reason we do not know.",
        nextStep: "Ask PayPal with the debug id in the history, then retry, or close the order.",
      };
    default:
      return {
        situation: problem ?? "Not paid, and in your hands.",
        nextStep: "Look at the order in PayPal's dashboard, then retry, or close the order.",
      };
  }
}

const lookForPayment =
  "Look for the payment in PayPal's dashboard: a retry asks PayPal once more; close the order if there is none.";

function paidSituation(order: Order, event: HeldBy): string {
  switch (event) {
    case "gave_up":
      if (isGivenBack(order))
        return `The money went back while the delivery was under way; ${whereabouts[order.delivery]}.`;
      return `Paid, but the delivery failed for hours; ${whereabouts[order.delivery]}.`;
    case "duplicate_paid":
      return "The customer had just paid another order for a cluster of this name; this payment is held.";
    case "refund_short":
      return "What was asked to be refunded is, and a part of the money is still here.";
    case "refund_failed":
      return "PayPal did not do the refund that was asked for.";
    case "payment_reversed":
      return "PayPal or the payer's bank took money back.";
    case "delivered":
      return "web-order has the order, although money of it was given or taken back.";
    default:
      return order.problem ?? "Paid, and in your hands.";
  }
}

const whereabouts: Readonly<Record<Order["delivery"], string>> = {
  none: "it has not reached web-order",
  open: "web-order may have it, its last answer was never seen",
  answered: "web-order may have it, it or its gateway answered with a fault",
};

const mendRefund =
  "Mend what stopped the refund at PayPal (its debug id is in the history), then retry";

function paidStep({ order, refunds }: Known, event: HeldBy): string {
  if (refunds.some(isUnderWay)) return "Wait for the refund that is under way.";
  if (remainingOf(order) <= 0n)
    return order.delivery === "none"
      ? "No money is left: decide about the cluster at web-order, then close the order."
      : "No money is left: look whether web-order has the order, decide about the cluster, then close the order.";
  if (event === "refund_failed")
    return order.provisionedAt ? `${mendRefund}, or close the order.` : `${mendRefund}.`;
  if (!isApplicable(order, { type: "delivery_retried" }))
    return "The cluster was handed over: decide about it at web-order, refund what is owed, then close the order.";
  if (event === "duplicate_paid")
    return "Ask the customer: a retry orders this cluster as well, a refund gives the payment back.";
  // The job looks there by itself, but nothing does so before a refund.
  return order.delivery === "none"
    ? "Retry the delivery, or refund the payment."
    : "Retry, which looks at web-order first; look there yourself before you refund the payment.";
}
