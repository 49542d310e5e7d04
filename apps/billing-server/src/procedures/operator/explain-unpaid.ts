import type { PastEvent } from "../../domain/operator-actions.ts";
import type { Order } from "../../domain/order.ts";
import { type Advice, type AdvisedSituation, conflictText } from "./advice.ts";

/** Explains an order without a recorded payment in manual review by the event that led there. */
export const explainUnpaid = (order: Order, blocking: PastEvent | undefined): AdvisedSituation => ({
  situation: unpaidSituation(order, blocking),
  advice: unpaidAdvice(order, blocking),
});

function unpaidSituation(
  { problem, approvalStatus }: Order,
  blocking: PastEvent | undefined,
): string {
  switch (blocking?.event) {
    case "gave_up":
      return approvalStatus === null
        ? "PayPal does not show whether the order was paid; the history has PayPal's last response."
        : "The payer approved, but the capture failed for more than five hours: PayPal was unavailable or shows no capture.";
    case "order_gone":
      return "The payer approved, but PayPal no longer shows the order or a payment.";
    case "capture_refused":
      return "The payer approved, but PayPal rejected the capture for an unknown reason.";
    case "conflict_found":
      return conflictText(blocking);
    default:
      return problem ?? "The order is not paid and needs manual review.";
  }
}

const searchPayment = "Search PayPal's dashboard for the payment.";

function unpaidAdvice({ approvalStatus }: Order, blocking: PastEvent | undefined): Advice {
  const usual: Advice = {
    first: searchPayment,
    retry: "If it is there, retry: PayPal is queried again.",
    close: "If there is none, close the order.",
  };
  switch (blocking?.event) {
    case "gave_up":
      return approvalStatus === null
        ? usual
        : {
            first: "Check that PayPal is available (GET /readyz).",
            retry: "Then retry: the payment is captured.",
            close: "If PayPal's dashboard shows no payment to capture, close the order.",
          };
    case "capture_refused":
      return {
        first: "Contact PayPal's support with the debug id from the history.",
        retry: "Then retry the capture.",
        close: "If the payment is not to be captured, close the order.",
      };
    case "conflict_found":
      return {
        first: "Compare the two orders in PayPal's dashboard.",
        retry: "If this order has its own payment, retry: PayPal is queried again.",
        close: "If it has none, close the order.",
      };
    default:
      return usual;
  }
}
