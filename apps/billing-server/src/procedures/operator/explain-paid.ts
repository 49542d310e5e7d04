import {
  type AvailableActions,
  failedRefund,
  type PastEvent,
  type OrderSnapshot,
} from "../../domain/operator-actions.ts";
import type { Order } from "../../domain/order.ts";
import { type RefundRefusal, refundRefusal } from "../../domain/refund-refusal.ts";
import { isUnderWay } from "../../domain/refund.ts";
import { isFullyReturned, remainingAmount } from "../../domain/remaining-amount.ts";
import { type Advice, type AdvisedSituation, conflictText } from "./advice.ts";
import { refusalText, stepBeforeAgain, waitingRefusal } from "./explain-refusal.ts";

type Blocking = PastEvent | undefined;

/** Explains a paid order in manual review by the event that led there. */
export const explainPaid = (
  snapshot: OrderSnapshot,
  actions: AvailableActions,
  blocking: Blocking,
): AdvisedSituation => ({
  situation: paidSituation(snapshot, blocking),
  advice: paidAdvice(snapshot, actions, blocking),
});

function paidSituation(snapshot: OrderSnapshot, blocking: Blocking): string {
  const { order } = snapshot;
  switch (blocking?.event) {
    case "gave_up":
      return isFullyReturned(order)
        ? `The payment was refunded or reversed during the delivery; ${whereabouts[order.delivery]}.`
        : `The order is paid, but the delivery failed for hours; ${whereabouts[order.delivery]}.`;
    case "duplicate_paid":
      return `The customer already has ${order.firstOrderId ? `order ${order.firstOrderId}` : "another order"} for a cluster of this name; this payment is held for review.`;
    case "conflict_found":
      return conflictText(blocking);
    case "refund_short":
      return "The requested refund is complete, but part of the payment is still held.";
    case "refund_failed": {
      const failed = failedRefund(snapshot);
      return failed ? refusalText(order, failed) : "PayPal did not make the refund.";
    }
    case "capture_reversed":
    case "payment_reversed":
      return "PayPal or the payer's bank reversed all or part of the payment.";
    case "delivered":
      return "web-order has the order, although its payment was refunded or reversed.";
    default:
      return order.problem ?? "The order is paid and needs manual review.";
  }
}

const whereabouts: Readonly<Record<Order["delivery"], string>> = {
  none: "it has not reached web-order",
  open: "web-order may have it: its last response was not received",
  answered: "web-order may have it: it or its gateway returned an error",
};

function paidAdvice(
  snapshot: OrderSnapshot,
  actions: AvailableActions,
  blocking: Blocking,
): Advice {
  const { order, refunds } = snapshot;
  if (refunds.some(isUnderWay)) return whileRefunding(snapshot);
  if (remainingAmount(order) <= 0n) return withoutMoney(order);
  const failed = failedRefund(snapshot);
  if (failed) return afterRefusal(refundRefusal(failed.failureReason), actions);
  if (order.provisionedAt !== null)
    return {
      first: "The cluster was delivered: decide at web-order whether it keeps running.",
      refund: "Refund what is owed.",
      close: "Then close the order.",
    };
  if (blocking?.event === "duplicate_paid")
    return {
      first: "Ask the customer which of the two orders they want.",
      retry: "If they want both, retry the delivery.",
      refund: "Otherwise refund the payment.",
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
      ? "No funds are held: decide at web-order whether the cluster keeps running."
      : "No funds are held: check whether web-order has the order, and decide whether its cluster keeps running.",
  close: "Then close the order.",
});

function afterRefusal({ step, again }: RefundRefusal, { retry }: AvailableActions): Advice {
  const asksAgain = retry.possible && retry.retry.target === "refund";
  return {
    first: step,
    retry: asksAgain
      ? "Then retry the refund."
      : "To deliver the cluster instead of refunding, retry.",
    // PayPal rejects any amount of this payment.
    ...(again === "never" ? { refund: null } : {}),
    close: "If no refund is owed, close the order.",
  };
}

function deliveryAdvice({ delivery }: Order): Advice {
  // The delivery job looks the order up; a refund does not.
  return delivery === "none"
    ? {
        retry: "Retry the delivery.",
        refund: "If the cluster cannot be delivered, refund the payment.",
      }
    : {
        retry: "Retry: the order is looked up at web-order first.",
        refund: "Check web-order yourself before you refund the payment.",
      };
}
