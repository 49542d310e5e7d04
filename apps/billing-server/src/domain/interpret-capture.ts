import type { OrderEvent } from "./order-event.ts";
import type { Order } from "./order.ts";
import type { Capture, PayPalOrder } from "./paypal-order.ts";
import { type ProblemText, problemTexts } from "./problem-texts.ts";

/**
 * What the capture in PayPal's response means, whatever the order's status: PayPal completes orders
 * whose capture it declined or holds, and sometimes omits the status. `null` if no capture decides;
 * "not_shown" if money may have been taken but the amount or the payee is not shown.
 */
export function interpretCapture(
  order: Order,
  shown: PayPalOrder,
): OrderEvent | "not_shown" | null {
  const { capture } = shown;
  if (!capture) return shown.hasUnreadableCapture ? "not_shown" : null;
  if (capture.status === "DECLINED" || capture.status === "FAILED")
    return interpretDeclined(shown, capture);
  const { id: captureId, currency, amount } = capture;
  if (amount === null || currency === null) return "not_shown";
  const money = { captureId, currency, amount };
  const approval = order.approvalStatus ? {} : ({ approvalStatus: "COMPLETED" } as const);
  // A held payment is compared after its release, since it cannot be refunded before.
  if (capture.status === "PENDING") {
    const { pendingReason } = capture;
    return { type: "capture_pending", money, pendingReason, ...approval };
  }
  const mismatch = findMismatch(order, shown);
  const isPayeeUnknown = mismatch === null && comparePayee(order, shown) === "not_shown";
  if (isReversed(shown)) {
    const { refunds } = shown;
    return isPayeeUnknown
      ? "not_shown"
      : { type: "capture_reversed", money, refunds, mismatch, ...approval };
  }
  const reason = mismatch ?? refundedText(capture.status);
  if (reason) return { type: "capture_mismatched", money, reason };
  if (isPayeeUnknown) return "not_shown";
  return { type: "capture_completed", money, ...approval };
}

/**
 * A declined capture next to a new approval decides nothing: the order waits for its next capture.
 */
function interpretDeclined(
  { status, hasUnreadableCapture }: PayPalOrder,
  { id: captureId }: Capture,
): OrderEvent | "not_shown" | null {
  if (hasUnreadableCapture) return "not_shown";
  if (status !== null && status !== "COMPLETED") return null;
  return { type: "capture_declined", captureId, reason: problemTexts.payment_declined };
}

const refundedText = (status: Capture["status"]): ProblemText | null =>
  status === "REFUNDED" ? problemTexts.payment_already_refunded : null;

/**
 * Whether the payment was reversed. Its status does not show that: a refund by the merchant leads
 * to the same status. PayPal may state the reason before it lists the reversal. The reason alone is
 * no proof: a dispute has it from its first day, while the merchant still has the money.
 */
const isReversed = ({ capture, refunds }: PayPalOrder): boolean =>
  refunds.some(({ kind, status }) => kind === "reversal" && status === "completed") ||
  (capture?.isTakenBack === true && capture.status === "REFUNDED");

/**
 * How the payment that PayPal shows differs from the order, as a text for the customer; `null` if
 * it does not.
 */
export function findMismatch(order: Order, shown: PayPalOrder): ProblemText | null {
  const { capture } = shown;
  const currency = capture?.currency ?? shown.currency;
  const amount = capture ? capture.amount : shown.amount;
  const customId = capture?.customId ?? shown.customId;
  if (customId !== null && customId !== order.id) return problemTexts.payment_of_another_order;
  if (comparePayee(order, shown) === "another") return problemTexts.payment_to_another_payee;
  // PayPal may omit the amount of an approved order; it is compared when it is captured.
  if (!capture && (amount === null || currency === null)) return null;
  if (currency === order.currency && amount === order.amount) return null;
  return problemTexts.payment_of_another_amount;
}

/**
 * Whether the payee shown is ours. Of payee id and e-mail address, each that the order has and PayPal
 * shows must match. "not_shown" if PayPal shows none of those; any payee is "ours" if the order has
 * none.
 */
export function comparePayee(order: Order, shown: PayPalOrder): "ours" | "another" | "not_shown" {
  const pairs = [
    [order.payeeMerchantId, shown.payeeMerchantId],
    [order.payeeEmail?.toLowerCase(), shown.payeeEmail?.toLowerCase()],
  ];
  const known = pairs.filter(([ours]) => ours);
  if (known.length === 0) return "ours";
  const compared = known.filter(([, theirs]) => theirs);
  if (compared.length === 0) return "not_shown";
  return compared.every(([ours, theirs]) => ours === theirs) ? "ours" : "another";
}
