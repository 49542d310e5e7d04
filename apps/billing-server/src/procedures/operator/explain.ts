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

/** Why an order stands where it does and what to do, for operators; the customer reads `problem`. */
export function explain(snapshot: OrderSnapshot, now: Date): Explanation {
  const explanation = explainState(snapshot, now);
  if (snapshot.order.openDisputes.length === 0) return explanation;
  return {
    situation: `${explanation.situation} A dispute is open at PayPal.`,
    nextStep: `Answer the dispute in PayPal's dashboard. Besides: ${explanation.nextStep}`,
  };
}

function explainState(snapshot: OrderSnapshot, now: Date): Explanation {
  const { order } = snapshot;
  switch (order.state) {
    case "awaiting_approval":
      return awaiting(order, now);
    case "approved":
      return {
        situation: "The payer approved and the money is not captured yet: a job is at it.",
        nextStep:
          "Look whether calls to PayPal are paused (/readyz); the job comes back by itself.",
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
        nextStep: "Nothing: the customer orders again.",
      };
    case "expired":
      if (order.duplicateOf !== null) return refusedPurchase(order.duplicateOf);
      return {
        situation:
          "No payment came while the order could be paid; money that turns up late revives it.",
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
        situation: "An operator closed it: no money of it is left here, or none ever came.",
        nextStep: "Nothing; money that turns up late revives it.",
      };
  }
}

function refunded({ delivery, provisionedAt }: Order): Explanation {
  if (delivery !== "none")
    return {
      situation: "All the money went back, and web-order may have the order all the same.",
      nextStep:
        "Nothing: it is looked up there, and needs a decision if it was ordered, or if that can't be told.",
    };
  return {
    situation: "All the money went back.",
    nextStep: provisionedAt
      ? "Decide about the cluster at web-order, if that has not been done."
      : "Nothing.",
  };
}

function awaiting({ approveBefore, problem }: Order, now: Date): Explanation {
  const until = approveBefore.toISOString();
  if (now > approveBefore)
    return {
      situation: `The time to approve ended at ${until}, and PayPal is asked before the order expires.`,
      nextStep: "Look whether calls to PayPal are paused (/readyz), should that last.",
    };
  const waited =
    problem === null
      ? "The payer has"
      : "PayPal could not use the payer's means of payment: the payer has";
  return {
    situation: `${waited} until ${until} to approve at PayPal. The order ends if another order of the user has the cluster name then.`,
    nextStep: "Nothing: PayPal is asked before then, and the order expires after it.",
  };
}

const refusedPurchase = (first: string): Explanation => ({
  situation: `The payer approved, but order ${first} of the same user had the cluster name, so this one ended. Nothing was captured.`,
  nextStep: "Nothing: the user has the first order; money that turns up late revives this one.",
});

function delivering({ delivery }: Order): Explanation {
  const where = {
    none: "it has not reached web-order yet",
    open: "web-order's answer is not here, so it is looked up there before it is sent again",
    answered:
      "web-order or its gateway answered with a fault and may have kept it, so it is looked up there first",
  };
  return {
    situation: `Paid and not handed over: ${where[delivery]}.`,
    nextStep: "Look whether web-order is up; the job comes back by itself for hours.",
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
  // One that failed before such orders came to a person.
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
        situation: "A refund was asked for and PayPal has not made it yet: a job is at it.",
        first: "Look whether calls to PayPal are paused (/readyz), should that last.",
      }
    : {
        situation: "PayPal has the refund and waits for the bank.",
        first: "Nothing: PayPal reports the outcome, or is asked for it.",
      };
}
