import type { Order } from "../../domain/order.ts";
import { isUnderWay, type Refund } from "../../domain/refund.ts";
import { explainInHands } from "./explain-in-hands.ts";
import type { Explanation, Known } from "./explanation.ts";
import { heldBy } from "./held-by.ts";

/** In an operator's words, unlike `problem`, which the customer reads. */
export function explain(known: Known, now: Date): Explanation {
  const explanation = explainState(known, now);
  if (known.order.openDisputes.length === 0) return explanation;
  return {
    situation: `${explanation.situation} A dispute is open at PayPal.`,
    nextStep: `Answer the dispute in PayPal's dashboard. Besides: ${explanation.nextStep}`,
  };
}

function explainState(known: Known, now: Date): Explanation {
  const { order, refunds } = known;
  switch (order.state) {
    case "awaiting_approval":
      return awaiting(order, now);
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
      return provisioned(known);
    case "capture_failed":
      return {
        situation: `No money was taken: ${order.problem ?? "PayPal declined the payment."}`,
        nextStep: "Nothing: the customer orders again.",
      };
    case "expired":
      if (order.duplicateOf !== null) return refusedPurchase(order.duplicateOf);
      return {
        situation:
          "Nobody paid while the order could be paid; money that turns up late revives it.",
        nextStep: "Nothing.",
      };
    case "refunding":
      return refunding(refunds);
    case "refunded":
      return refunded(order);
    case "needs_attention":
      return explainInHands(known);
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
        "Nothing: it is looked up there, and comes to you if it was ordered or nobody can say.",
    };
  return {
    situation: "All the money went back.",
    nextStep: provisionedAt ? "Decide about the cluster at web-order, if nobody has." : "Nothing.",
  };
}

function awaiting({ approveBefore, problem }: Order, now: Date): Explanation {
  const until = approveBefore.toISOString();
  if (now > approveBefore)
    return {
      situation: `The time to approve ended at ${until}, and PayPal is asked before the order expires.`,
      nextStep: "Look whether PayPal is being spared (/readyz), should that last.",
    };
  const waited =
    problem === null
      ? "The payer has"
      : "PayPal could not use the payer's means of payment: the payer has";
  return {
    situation: `${waited} until ${until} to approve at PayPal; the order ends if another order of the user has the cluster name then.`,
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

function provisioned({ refunds, history }: Known): Explanation {
  if (refunds.some(isUnderWay))
    return {
      situation: "Paid, and web-order has the order; a refund is under way.",
      nextStep: "Nothing: the job at it or PayPal's word ends it.",
    };
  // One that failed before such orders came to a person.
  if (heldBy(history) === "refund_failed")
    return {
      situation: "Paid, and web-order has the order; PayPal did not do the last refund.",
      nextStep: "Mend what stopped the refund at PayPal, then refund again.",
    };
  return {
    situation: "Paid, and web-order has the order.",
    nextStep: "Nothing; a refund stays possible.",
  };
}

function refunding(refunds: readonly Refund[]): Explanation {
  return refunds.some(({ status }) => status === "requested")
    ? {
        situation: "A refund was asked for and PayPal has not made it yet: a job is at it.",
        nextStep: "Look whether PayPal is being spared, and at the merchant account's balance.",
      }
    : {
        situation: "PayPal has the refund and waits for the bank.",
        nextStep: "Nothing: its outcome is told by PayPal, or asked for.",
      };
}
