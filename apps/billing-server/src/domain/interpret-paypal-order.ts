import { interpretApproved } from "./interpret-approved.ts";
import { interpretCapture } from "./interpret-capture.ts";
import { interpretMissing } from "./interpret-missing.ts";
import type { Interpretation, PayPalRead } from "./interpretation.ts";
import type { Order } from "./order.ts";
import type { PayPalOrder } from "./paypal-order.ts";
import {
  interpretIncomplete,
  interpretRefused,
  lateNotShown,
  notYetOrExpired,
  pauseMs,
  paymentNotShown,
} from "./undecided.ts";

/**
 * The only interpretation of PayPal's order data. Every caller that reads or captures an order uses
 * it, and decides only how to react. Pure. The event may not apply to the order's state; the
 * transition table decides that.
 */
export function interpretPayPalOrder(order: Order, read: PayPalRead): Interpretation {
  const { answer, at } = read;
  if (answer.ok) return interpretShown(order, answer.value, read);
  const { failure } = answer;
  if (failure.kind === "gone") return interpretMissing(order, at);
  if (failure.kind === "refused") return interpretRefused(order, { failure, at });
  if (failure.kind !== "unreadable") return { kind: "unanswered", failure };
  // The order may contain a payment.
  const late = lateNotShown(order, at);
  return (
    late ?? {
      kind: "unreadable",
      issue: failure.issue,
      readAgainMs: pauseMs(order, { at, since: order.createdAt }),
    }
  );
}

function interpretShown(order: Order, shown: PayPalOrder, read: PayPalRead): Interpretation {
  const paid = interpretCapture(order, shown);
  if (paid === "not_shown") return paymentNotShown(order, read.at);
  if (paid) return { kind: "event", event: paid };
  switch (shown.status) {
    case "CREATED":
    case "SAVED":
    case "PAYER_ACTION_REQUIRED":
      return notYetOrExpired(order, { at: read.at, why: "not_approved" });
    case "APPROVED":
      return interpretApproved(order, shown, read);
    case "VOIDED":
      return { kind: "event", event: { type: "order_gone" }, evidence: "PayPal voided the order." };
    case "COMPLETED":
      return paymentNotShown(order, read.at);
    case null:
      return interpretIncomplete(order, { at: read.at, issue: "STATUS_MISSING" });
  }
}
