import type { CaptureRecord } from "./capture-record.ts";
import { minorUnits, type Money, moneyIssue } from "./money.ts";
import { isWithoutEffect, type RefundRecord, refundedUnits } from "./refund-record.ts";
import type { Problem } from "./responses.ts";

export interface RefundAttempt {
  readonly capture: CaptureRecord;
  readonly refunds: readonly RefundRecord[];
  /** Undefined for all that remains. */
  readonly amount: Money | undefined;
  readonly disputed: boolean;
  readonly now: number;
}

const halfAYear = 180 * 24 * 3_600_000;

/** Why PayPal rejects a refund (422); undefined if it accepts it. */
export function refundIssue(attempt: RefundAttempt): Problem | undefined {
  const { capture, refunds, amount, now } = attempt;
  const malformed = amount && amountIssue(amount);
  if (malformed) return malformed;
  if (capture.status === "PENDING") return { issue: "PENDING_CAPTURE" };
  if (capture.status === "DECLINED" || capture.status === "FAILED") {
    return { issue: "REFUND_NOT_ALLOWED" };
  }
  const isTakenBack = (it: RefundRecord): boolean => it.reversal && it.captureId === capture.id;
  if (refunds.some((it) => isTakenBack(it) && !isWithoutEffect(it))) {
    return { issue: "REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK" };
  }
  const left = minorUnits(capture.amount) - refundedUnits(capture, refunds);
  if (left <= 0n) return { issue: "CAPTURE_FULLY_REFUNDED" };
  if (now >= Date.parse(capture.create_time) + halfAYear) {
    return { issue: "REFUND_TIME_LIMIT_EXCEEDED" };
  }
  return amount && partIssue(attempt, amount, left);
}

function amountIssue(amount: Money): Problem | undefined {
  const found = moneyIssue(amount, "above_zero");
  if (!found) return undefined;
  const { issue, field } = found;
  return { issue, field: `/amount/${field}`, value: amount[field], location: "body" };
}

function partIssue(
  { capture, disputed }: RefundAttempt,
  amount: Money,
  left: bigint,
): Problem | undefined {
  if (amount.currency_code !== capture.amount.currency_code) {
    return { issue: "REFUND_CAPTURE_CURRENCY_MISMATCH" };
  }
  const units = minorUnits(amount);
  if (units > left) return { issue: "REFUND_AMOUNT_EXCEEDED" };
  return disputed && units < left ? { issue: "TRANSACTION_DISPUTED" } : undefined;
}
