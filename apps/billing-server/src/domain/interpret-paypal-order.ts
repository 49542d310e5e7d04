import { interpretCapture, mismatchOf, payeeOf } from "./interpret-capture.ts";
import type { OrderEvent } from "./order-event.ts";
import type { Order } from "./order.ts";
import type { PayPalOrder } from "./paypal-order.ts";
import type { PayPalFailure, PayPalResult } from "./paypal-result.ts";
import { hasTrait } from "./state-traits.ts";

/** PayPal's answer about an order, and what is known beside it. */
export interface PayPalRead {
  readonly answer: PayPalResult<PayPalOrder>;
  readonly at: Date;
  /** A CHECKOUT.ORDER.APPROVED event that was not processed before. */
  readonly approvalEvent?: ApprovalEvent | undefined;
}

export interface ApprovalEvent {
  /** The `update_time` of the order in the event; `null` when it carried none. */
  readonly updateTime: Date | null;
}

/** Why PayPal's answer decides nothing yet. */
export type NotYet =
  /** The payer has not approved. */
  | "not_approved"
  /** The only approval shown is the one whose capture was refused. */
  | "approval_used"
  /** PayPal does not find the order, which may be new, and does not have to stay so. */
  | "not_visible"
  /** Money may have been taken; the amount or the payee is not shown. */
  | "payment_not_shown";

/**
 * What PayPal's answer means for an order. `evidence` is an operator's text. `readAgainMs` is the pause
 * after which the answer may be another one; `null` where the usual schedule is soon enough.
 */
export type Interpretation =
  | { readonly kind: "event"; readonly event: OrderEvent; readonly evidence?: string }
  | { readonly kind: "not_yet"; readonly why: NotYet; readonly readAgainMs: number | null }
  | { readonly kind: "gone"; readonly evidence: string }
  | { readonly kind: "unreadable"; readonly issue: string; readonly readAgainMs: number | null }
  /** PayPal did not answer about the order at all. */
  | { readonly kind: "unanswered"; readonly failure: PayPalFailure };

/** What a reading does to the order; `null` when it decides nothing yet. */
export function eventOf(reading: Interpretation): OrderEvent | null {
  if (reading.kind === "event") return reading.event;
  return reading.kind === "gone" ? { type: "order_gone" } : null;
}

const minuteMs = 60_000;
// How long after its deadline an order may wait for PayPal to show what was paid.
const notShownForMs = 60 * minuteMs;
// "Not found" is final when it was the only answer this often and for so long, and the deadline is over.
const readsForGone = 3;
const missingForGoneMs = 2 * minuteMs;
const longestPauseMs = 15 * minuteMs;

/**
 * The one reading of PayPal: every caller that asked about an order, or captured it, gets its meaning here
 * and chooses only how to react. Pure. An event may not apply to the order's state; the transition table
 * decides that.
 */
export function interpretPayPalOrder(order: Order, read: PayPalRead): Interpretation {
  const { answer, at } = read;
  if (answer.ok) return interpretShown(order, answer.value, read);
  const { failure } = answer;
  if (failure.kind === "gone") return interpretMissing(order, at);
  if (failure.kind === "refused") return interpretRefused(order, { failure, at });
  if (failure.kind !== "unreadable") return { kind: "unanswered", failure };
  // A payment may be in it.
  const late = lateNotShown(order, at);
  return (
    late ?? {
      kind: "unreadable",
      issue: failure.issue,
      readAgainMs: pauseMs(order, { at, since: order.createdAt }),
    }
  );
}

/**
 * PayPal answers, and will not show the order, as to another application's credentials: an operator looks for
 * the payment long after the deadline, where asking on would not end.
 */
function interpretRefused(
  order: Order,
  { failure, at }: { readonly failure: PayPalFailure; readonly at: Date },
): Interpretation {
  const isOver = isWaiting(order) && overdueMs(order, at) > notShownForMs;
  if (!isOver) return { kind: "unanswered", failure };
  const evidence = `PayPal refused to show the order (${failure.issue}).`;
  return { kind: "event", event: { type: "gave_up", reason: refusedText }, evidence };
}

const refusedText =
  "PayPal does not show the order; our team is checking whether a payment was made.";

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

function interpretApproved(order: Order, shown: PayPalOrder, read: PayPalRead): Interpretation {
  // A capture beside an approval was declined: what the next one takes is the order's own amount.
  const reason = mismatchOf(order, { ...shown, capture: null });
  if (reason) return { kind: "event", event: { type: "payment_refused", reason } };
  // A capture would go to a payee that is not known to be ours, and only that payee could refund it.
  if (payeeOf(order, shown) === "not_shown")
    return interpretIncomplete(order, { at: read.at, issue: "PAYEE_MISSING" });
  if (!isNewApproval(order, shown, read))
    return notYetOrExpired(order, { at: read.at, why: "approval_used" });
  // Without a time of its own the approval is no later than the response that shows it.
  const { answer, approvalEvent } = read;
  const answeredAt = answer.ok ? answer.answeredAt : undefined;
  const approvalTime = shown.updateTime ?? approvalEvent?.updateTime ?? answeredAt ?? null;
  return { kind: "event", event: { type: "payer_approved", approvalTime } };
}

/**
 * After a refused capture PayPal goes on showing the order as APPROVED, so the status proves nothing. A
 * payer who approves again moves the order's `update_time`, and PayPal sends an event with a new id.
 */
function isNewApproval(order: Order, shown: PayPalOrder, read: PayPalRead): boolean {
  if (order.approvalRefusal === null) return true;
  const used = order.approvalTime;
  const isLater = (time: Date | null): boolean => time !== null && (used === null || time > used);
  if (isLater(shown.updateTime)) return true;
  const { approvalEvent } = read;
  if (!approvalEvent) return false;
  // An event without a time may be that of the used approval, arriving late; the order's own time then decides.
  return approvalEvent.updateTime === null
    ? shown.updateTime === null
    : isLater(approvalEvent.updateTime);
}

/** What can still become a payment waits until the deadline, and expires after it. */
function notYetOrExpired(
  order: Order,
  { at, why }: { readonly at: Date; readonly why: NotYet },
): Interpretation {
  return isWaiting(order) && at > order.approveBefore
    ? { kind: "event", event: { type: "approval_timed_out" } }
    : { kind: "not_yet", why, readAgainMs: null };
}

const paymentNotShown = (order: Order, at: Date): Interpretation =>
  lateNotShown(order, at) ?? {
    kind: "not_yet",
    why: "payment_not_shown",
    readAgainMs: pauseMs(order, { at, since: order.createdAt }),
  };

/** Never "no money was taken": long after the deadline an operator looks for the payment. */
function lateNotShown(order: Order, at: Date): Interpretation | null {
  const isUnpaid = isWaiting(order) || order.state === "expired";
  return isUnpaid && overdueMs(order, at) > notShownForMs
    ? { kind: "event", event: { type: "gave_up", reason: notShownText } }
    : null;
}

const notShownText = "PayPal reports a payment but does not show it; our team is looking for it.";

/**
 * PayPal answers 404 about an order that is new, that expired and that never was, all alike. Orders become
 * visible, so only an answer that stays the same past the deadline is final.
 */
function interpretMissing(order: Order, at: Date): Interpretation {
  const reads = order.missingReads + 1;
  const since = order.missingSince ?? at;
  const isFinal =
    at > order.approveBefore &&
    reads >= readsForGone &&
    at.getTime() - since.getTime() >= missingForGoneMs;
  if (!isFinal)
    return { kind: "not_yet", why: "not_visible", readAgainMs: pauseMs(order, { at, since }) };
  const evidence = `PayPal did not find the order ${reads} times since ${since.toISOString()}.`;
  return { kind: "gone", evidence };
}

/** The order is shown without a payment, and without what says more: it expires, and its history says why. */
function interpretIncomplete(
  order: Order,
  { at, issue }: { readonly at: Date; readonly issue: string },
): Interpretation {
  if (!isWaiting(order) || overdueMs(order, at) <= notShownForMs)
    return {
      kind: "unreadable",
      issue,
      readAgainMs: pauseMs(order, { at, since: order.createdAt }),
    };
  const evidence = `PayPal's answers about the order were incomplete (${issue}).`;
  return { kind: "event", event: { type: "approval_timed_out" }, evidence };
}

const isWaiting = ({ state }: Order): boolean => state === "awaiting_approval";

const overdueMs = ({ approveBefore }: Order, at: Date): number =>
  at.getTime() - approveBefore.getTime();

interface Lasting {
  readonly at: Date;
  /** Since when the answer decides nothing. */
  readonly since: Date;
}

/** Minutes, more of them the longer it lasts; `null` where the order waits for nothing at PayPal. */
function pauseMs({ state }: Order, { at, since }: Lasting): number | null {
  if (!hasTrait(state, "inFlight")) return null;
  return Math.min(longestPauseMs, Math.max(minuteMs, (at.getTime() - since.getTime()) / 2));
}
