import type { CaptureRecord } from "./capture-record.ts";
import { minorUnits, type Money } from "./money.ts";
import { type OrderRecord, touchOrder } from "./order-record.ts";
import {
  updateCaptureStatus,
  newRefund,
  type RefundRecord,
  type RefundTerms,
  refundedUnits,
} from "./refund-record.ts";

/** A capture and where it belongs. */
export interface CaptureEntry {
  readonly order: OrderRecord;
  readonly capture: CaptureRecord;
  /** The refunds of its purchase unit. */
  readonly refunds: RefundRecord[];
}

/** Minor units that have neither gone back nor are on their way back. */
export function remainingUnits({ capture, refunds }: CaptureEntry): bigint {
  return minorUnits(capture.amount) - refundedUnits(capture, refunds);
}

interface GivenBack {
  /** All that is left when undefined. */
  readonly amount: Money | undefined;
  readonly terms: RefundTerms;
  readonly status: "COMPLETED" | "PENDING";
}

/** Refunds a capture. Throws when that much money is not left. */
export function recordRefund(place: CaptureEntry, given: GivenBack, now: number): RefundRecord {
  const left = remainingUnits(place);
  const amount = given.amount ? minorUnits(given.amount) : left;
  if (amount <= 0n || amount > left) {
    throw new Error(`Capture ${place.capture.id} has ${left} minor units left, not ${amount}.`);
  }
  return added(place, newRefund({ ...origin(place), ...given, amount }, now), now);
}

interface TakenBack {
  readonly status: "COMPLETED" | "REFUNDED";
  readonly reason: "CHARGEBACK" | "BUYER_COMPLAINT";
}

/** Takes all that is left back from the merchant. Throws when nothing is. */
export function recordReversal(place: CaptureEntry, taken: TakenBack, now: number): RefundRecord {
  const amount = remainingUnits(place);
  if (amount <= 0n) throw new Error(`Capture ${place.capture.id} has no money left.`);
  const status = "COMPLETED";
  const reversal = newRefund({ ...origin(place), amount, status, reversal: true }, now);
  added(place, reversal, now);
  place.capture.status = taken.status;
  place.capture.status_details = { reason: taken.reason };
  return reversal;
}

function origin({ capture, refunds }: CaptureEntry) {
  return { capture, earlier: refunds };
}

function added(
  { order, capture, refunds }: CaptureEntry,
  refund: RefundRecord,
  now: number,
): RefundRecord {
  refunds.push(refund);
  updateCaptureStatus(capture, refunds, now);
  touchOrder(order, now);
  return refund;
}
