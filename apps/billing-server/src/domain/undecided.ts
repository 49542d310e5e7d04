import type { Interpretation, NotYet } from "./interpretation.ts";
import type { Order } from "./order.ts";
import type { PayPalFailure } from "./paypal-result.ts";
import { problemTexts } from "./problem-texts.ts";
import { hasTrait } from "./state-traits.ts";

const minuteMs = 60_000;
// How long after its deadline an order waits for PayPal to show the details of its payment.
const notShownForMs = 60 * minuteMs;
const longestPauseMs = 15 * minuteMs;

/** An order that can still be paid waits until its deadline, and expires after it. */
export function notYetOrExpired(
  order: Order,
  { at, why }: { readonly at: Date; readonly why: NotYet },
): Interpretation {
  return isWaiting(order) && at > order.approveBefore
    ? { kind: "event", event: { type: "approval_timed_out" } }
    : { kind: "not_yet", why, readAgainMs: null };
}

export const paymentNotShown = (order: Order, at: Date): Interpretation =>
  lateNotShown(order, at) ?? {
    kind: "not_yet",
    why: "payment_not_shown",
    readAgainMs: pauseMs(order, { at, since: order.createdAt }),
  };

/** Long after the deadline the order moves to manual review: money may have been taken. */
export function lateNotShown(order: Order, at: Date): Interpretation | null {
  const isUnpaid = isWaiting(order) || order.state === "expired";
  return isUnpaid && overdueMs(order, at) > notShownForMs
    ? { kind: "event", event: { type: "gave_up", reason: problemTexts.payment_details_missing } }
    : null;
}

/**
 * PayPal responds but rejects the read of the order, for example to another application's credentials.
 * Long after the deadline the order moves to manual review, since further reads would not end.
 */
export function interpretRefused(
  order: Order,
  { failure, at }: { readonly failure: PayPalFailure; readonly at: Date },
): Interpretation {
  const isOver = isWaiting(order) && overdueMs(order, at) > notShownForMs;
  if (!isOver) return { kind: "unanswered", failure };
  const evidence = `PayPal rejected the read of the order (${failure.issue}).`;
  return {
    kind: "event",
    event: { type: "gave_up", reason: problemTexts.order_not_shown },
    evidence,
  };
}

/**
 * The order is shown without a payment and without decisive data: it expires, and its history has
 * the reason.
 */
export function interpretIncomplete(
  order: Order,
  { at, issue }: { readonly at: Date; readonly issue: string },
): Interpretation {
  if (!isWaiting(order) || overdueMs(order, at) <= notShownForMs)
    return {
      kind: "unreadable",
      issue,
      readAgainMs: pauseMs(order, { at, since: order.createdAt }),
    };
  const evidence = `PayPal's responses about the order were incomplete (${issue}).`;
  return { kind: "event", event: { type: "approval_timed_out" }, evidence };
}

const isWaiting = ({ state }: Order): boolean => state === "awaiting_approval";

const overdueMs = ({ approveBefore }: Order, at: Date): number =>
  at.getTime() - approveBefore.getTime();

interface Lasting {
  readonly at: Date;
  /** Since when PayPal's responses decide nothing. */
  readonly since: Date;
}

/**
 * The pause before the next read, from 1 to 15 minutes, growing with the time since `since`. `null`
 * if the state does not wait for PayPal.
 */
export function pauseMs({ state }: Order, { at, since }: Lasting): number | null {
  if (!hasTrait(state, "inFlight")) return null;
  return Math.min(longestPauseMs, Math.max(minuteMs, (at.getTime() - since.getTime()) / 2));
}
