import type { PastEvent } from "../../domain/operator-actions.ts";
import type { Order } from "../../domain/order.ts";
import { type Advice, type AdvisedSituation, conflictText } from "./advice.ts";

/** An order without a booked payment that needs a person, by the step for which it does. */
export const explainUnpaid = (order: Order, step: PastEvent | undefined): AdvisedSituation => ({
  situation: unpaidSituation(order, step),
  advice: unpaidAdvice(order, step),
});

function unpaidSituation({ problem, approvalStatus }: Order, step: PastEvent | undefined): string {
  switch (step?.event) {
    case "gave_up":
      return approvalStatus === null
        ? "PayPal does not show whether the order was paid; the history has its last answer."
        : "The payer approved, and the capture failed for hours: PayPal could not be reached, or shows none.";
    case "order_gone":
      return "The payer approved, but PayPal no longer shows the order, nor that money was taken.";
    case "capture_refused":
      return "The payer approved, but PayPal refused the capture for a reason that is not known here.";
    case "conflict_found":
      return conflictText(step);
    default:
      return problem ?? "The order is not paid, and needs a decision.";
  }
}

const look = "Look for the payment in PayPal's dashboard.";

function unpaidAdvice({ approvalStatus }: Order, step: PastEvent | undefined): Advice {
  const usual: Advice = {
    first: look,
    retry: "If it is there, retry: PayPal is asked once more.",
    close: "If there is none, close the order.",
  };
  switch (step?.event) {
    case "gave_up":
      return approvalStatus === null
        ? usual
        : {
            first: "See that PayPal answers (/readyz).",
            retry: "Then retry: the payment is collected.",
            close: "If PayPal's dashboard shows no payment to collect, close the order.",
          };
    case "capture_refused":
      return {
        first: "Ask PayPal's support with the debug id from the history.",
        retry: "Then retry the capture.",
        close: "If the payment is not to be collected, close the order.",
      };
    case "conflict_found":
      return {
        first: "Compare the two orders in PayPal's dashboard.",
        retry: "If this one has a payment of its own, retry: PayPal is asked once more.",
        close: "If it has none, close the order.",
      };
    default:
      return usual;
  }
}
