import {
  availableActions,
  failedRefund,
  type OrderSnapshot,
} from "../../domain/operator-actions.ts";
import type { Order } from "../../domain/order.ts";
import { refundRefusal } from "../../domain/refund-refusal.ts";
import { isUnderWay } from "../../domain/refund.ts";
import { type Explanation, phraseNextStep } from "./advice.ts";
import { explainNeedsAttention } from "./explain-needs-attention.ts";
import { explainPending } from "./explain-pending.ts";
import { refusalText, stepBeforeAgain, waitingRefusal } from "./explain-refusal.ts";

/** The cause of an order's state and the next step, for operators; customers see `problem`. */
export function explain(snapshot: OrderSnapshot, now: Date): Explanation {
  const explanation = explainState(snapshot, now);
  if (snapshot.order.openDisputes.length === 0) return explanation;
  return {
    situation: `${explanation.situation} A dispute is open at PayPal.`,
    nextStep: `Answer the dispute in PayPal's dashboard. Also: ${explanation.nextStep}`,
  };
}

function explainState(snapshot: OrderSnapshot, now: Date): Explanation {
  const { order } = snapshot;
  switch (order.state) {
    case "awaiting_approval":
      return awaiting(order, now);
    case "approved":
      return {
        situation: "The payer approved, and a job captures the payment.",
        nextStep:
          "If this lasts, check GET /readyz for an open breaker; the job retries by itself.",
      };
    case "capture_pending":
      return explainPending(order);
    case "captured":
      return delivering(order);
    case "provisioned":
      return provisioned(snapshot);
    case "capture_failed":
      return {
        situation: `No money was taken: ${order.problem ?? "PayPal declined the payment."}`,
        nextStep: "Nothing: the customer can order again.",
      };
    case "expired":
      if (order.firstOrderId !== null) return refusedPurchase(order.firstOrderId);
      return {
        situation: "No payment arrived in time; a late payment reopens the order.",
        nextStep: "Nothing.",
      };
    case "refunding":
      return refunding(snapshot);
    case "refunded":
      return refunded(order);
    case "needs_attention":
      return explainNeedsAttention(snapshot);
    case "closed":
      return {
        situation: "An operator closed the order: no funds are held for it.",
        nextStep: "Nothing: a late payment reopens the order.",
      };
  }
}

function refunded({ delivery, provisionedAt }: Order): Explanation {
  if (delivery !== "none")
    return {
      situation: "The full amount was refunded or reversed, but web-order may have the order.",
      nextStep:
        "Nothing: the order is looked up at web-order. It needs manual review if it was delivered, or if that is unknown.",
    };
  return {
    situation: "The full amount was refunded or reversed.",
    nextStep: provisionedAt
      ? "If not yet decided: decide whether the cluster keeps running, and stop it at web-order if not."
      : "Nothing.",
  };
}

function awaiting({ approveBefore, problem }: Order, now: Date): Explanation {
  const until = approveBefore.toISOString();
  if (now > approveBefore)
    return {
      situation: `The approval deadline was ${until}; PayPal is queried before the order expires.`,
      nextStep: "If this lasts, check GET /readyz for an open breaker.",
    };
  const waited =
    problem === null
      ? "The payer has"
      : "PayPal could not charge the payer's payment method: the payer has";
  return {
    situation: `${waited} until ${until} to approve at PayPal. The order ends if another order of the user has the cluster name by then.`,
    nextStep: "Nothing: the service queries PayPal, and the order expires after the deadline.",
  };
}

const refusedPurchase = (first: string): Explanation => ({
  situation: `The payer approved, but order ${first} of the same user already had the cluster name, so this order ended. No money was taken.`,
  nextStep: "Nothing: the user has the first order; a late payment reopens this one.",
});

function delivering({ delivery }: Order): Explanation {
  const where = {
    none: "it has not reached web-order yet",
    open: "web-order's response was not received, so the order is looked up before it is sent again",
    answered:
      "web-order or its gateway returned an error and may have the order, so it is looked up first",
  };
  return {
    situation: `Paid, not delivered yet: ${where[delivery]}.`,
    nextStep: "If this lasts, check that web-order is available; the job retries for hours.",
  };
}

function provisioned(snapshot: OrderSnapshot): Explanation {
  const { order, refunds } = snapshot;
  const actions = availableActions(snapshot);
  const delivered = "The order is paid, and web-order has it.";
  const more = (first: string) => phraseNextStep(order, actions, { first });
  if (refunds.some(isUnderWay)) {
    const { situation, first } = refundUnderWay(snapshot);
    return { situation: `${delivered} ${situation}`, nextStep: more(first) };
  }
  // An earlier release left such orders in provisioned.
  const failed = failedRefund(snapshot);
  if (failed)
    return {
      situation: `${delivered} ${refusalText(order, failed)}`,
      nextStep: more(refundRefusal(failed.failureReason).step ?? "Nothing."),
    };
  return { situation: delivered, nextStep: more("Nothing.") };
}

function refunding(snapshot: OrderSnapshot): Explanation {
  const { situation, first } = refundUnderWay(snapshot);
  return { situation, nextStep: first };
}

interface UnderWay {
  readonly situation: string;
  readonly first: string;
}

function refundUnderWay({ order, refunds }: OrderSnapshot): UnderWay {
  const refused = waitingRefusal(refunds);
  if (refused) return { situation: refusalText(order, refused), first: stepBeforeAgain(refused) };
  return refunds.some(({ status }) => status === "requested")
    ? {
        situation: "A refund is requested, and a job retries it until PayPal accepts it.",
        first: "If this lasts, check GET /readyz for an open breaker.",
      }
    : {
        situation: "PayPal accepted the refund; the bank has not completed it.",
        first: "Nothing: PayPal reports the outcome, or the service queries PayPal.",
      };
}
