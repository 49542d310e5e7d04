import {
  type AvailableActions,
  failedRefund,
  type PastEvent,
  type OrderSnapshot,
} from "../../domain/operator-actions.ts";
import type { Order } from "../../domain/order.ts";
import { type RefundRefusal, refundRefusal } from "../../domain/refund-refusal.ts";
import { isUnderWay } from "../../domain/refund.ts";
import { isGivenBack, remainingOf } from "../../domain/transition.ts";
import { type Advice, type AdvisedSituation, conflictText } from "./advice.ts";
import { refusalText, stepBeforeAgain, waitingRefusal } from "./explain-refusal.ts";

type Blocking = PastEvent | undefined;

/** A paid order that needs a person, by the step for which it does. */
export const explainPaid = (
  snapshot: OrderSnapshot,
  actions: AvailableActions,
  step: Blocking,
): AdvisedSituation => ({
  situation: paidSituation(snapshot, step),
  advice: paidAdvice(snapshot, actions, step),
});

function paidSituation(snapshot: OrderSnapshot, step: Blocking): string {
  const { order } = snapshot;
  switch (step?.event) {
    case "gave_up":
      return isGivenBack(order)
        ? `The money went back while the delivery was under way; ${whereabouts[order.delivery]}.`
        : `The order is paid, but the delivery failed for hours; ${whereabouts[order.delivery]}.`;
    case "duplicate_paid":
      return `The customer had ${order.duplicateOf ? `order ${order.duplicateOf}` : "another order"} for a cluster of this name already; this payment is held.`;
    case "conflict_found":
      return conflictText(step);
    case "refund_short":
      return "The refund that was asked for is made, and a part of the money is still here.";
    case "refund_failed": {
      const failed = failedRefund(snapshot);
      return failed ? refusalText(order, failed) : "PayPal did not make the refund.";
    }
    case "payment_reversed":
      return "PayPal or the payer's bank took money back.";
    case "delivered":
      return "web-order has the order, although money of it was given or taken back.";
    default:
      return order.problem ?? "The order is paid, and needs a decision.";
  }
}

const whereabouts: Readonly<Record<Order["delivery"], string>> = {
  none: "it has not reached web-order",
  open: "web-order may have it, its last answer was never seen",
  answered: "web-order may have it, it or its gateway answered with a fault",
};

function paidAdvice(snapshot: OrderSnapshot, actions: AvailableActions, step: Blocking): Advice {
  const { order, refunds } = snapshot;
  if (refunds.some(isUnderWay)) return whileRefunding(snapshot);
  if (remainingOf(order) <= 0n) return withoutMoney(order);
  const failed = failedRefund(snapshot);
  if (failed) return afterRefusal(refundRefusal(failed.failureReason), actions);
  if (order.provisionedAt !== null)
    return {
      first: "The cluster was handed over: decide about it at web-order.",
      refund: "Refund what is owed.",
      close: "Then close the order.",
    };
  if (step?.event === "duplicate_paid")
    return {
      first: "Ask the customer which of the two is wanted.",
      retry: "A retry orders this cluster as well.",
      refund: "A refund gives the payment back.",
    };
  return deliveryAdvice(order);
}

function whileRefunding({ refunds }: OrderSnapshot): Advice {
  const refused = waitingRefusal(refunds);
  return {
    first: refused ? stepBeforeAgain(refused) : "Wait for the refund that is under way.",
  };
}

const withoutMoney = ({ delivery }: Order): Advice => ({
  first:
    delivery === "none"
      ? "No money is left: decide about the cluster at web-order."
      : "No money is left: look whether web-order has the order, and decide about the cluster.",
  close: "Then close the order.",
});

function afterRefusal({ step, again }: RefundRefusal, { retry }: AvailableActions): Advice {
  const asksAgain = retry.possible && retry.retry.target === "refund";
  return {
    first: step,
    retry: asksAgain
      ? "Then retry: PayPal is asked for the refund again."
      : "To deliver instead, retry: the cluster is ordered at web-order.",
    // PayPal's answer would be the same for any amount.
    ...(again === "never" ? { refund: null } : {}),
    close: "If nothing is owed any more, close the order.",
  };
}

function deliveryAdvice({ delivery }: Order): Advice {
  // The job looks there by itself, but nothing does so before a refund.
  return delivery === "none"
    ? {
        retry: "Retry the delivery.",
        refund: "If the cluster can't be delivered, refund the payment.",
      }
    : {
        retry: "Retry, which looks at web-order first.",
        refund: "Look there yourself before you refund the payment.",
      };
}
