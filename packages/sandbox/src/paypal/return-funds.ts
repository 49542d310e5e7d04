import { NotPossible } from "../not-possible.ts";
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

/** A capture with its order and its refunds. */
export interface CaptureEntry {
  readonly order: OrderRecord;
  readonly capture: CaptureRecord;
  /** The refunds of its purchase unit. */
  readonly refunds: RefundRecord[];
}

/** Minor units that are neither refunded nor part of a pending refund. */
export function remainingUnits({ capture, refunds }: CaptureEntry): bigint {
  return minorUnits(capture.amount) - refundedUnits(capture, refunds);
}

interface RefundRequest {
  /** Undefined for all that remains. */
  readonly amount: Money | undefined;
  readonly terms: RefundTerms;
  readonly status: "COMPLETED" | "PENDING";
}

/** Refunds a capture. Throws if less than the amount remains. */
export function recordRefund(
  place: CaptureEntry,
  request: RefundRequest,
  now: number,
): RefundRecord {
  const left = remainingUnits(place);
  const amount = request.amount ? minorUnits(request.amount) : left;
  if (amount <= 0n || amount > left) {
    throw new NotPossible(
      `Capture ${place.capture.id} has ${left} minor units left, not ${amount}.`,
    );
  }
  return added(place, newRefund({ ...origin(place), ...request, amount }, now), now);
}

interface ReversalRequest {
  /** The status of a capture that is reversed as a whole. */
  readonly status: "COMPLETED" | "REFUNDED";
  /** By default all that remains. */
  readonly most?: Money | undefined;
  readonly reason: "CHARGEBACK" | "BUYER_COMPLAINT";
}

/** Reverses what remains of a capture, or a part of it. Throws if nothing remains. */
export function recordReversal(
  place: CaptureEntry,
  request: ReversalRequest,
  now: number,
): RefundRecord {
  const left = remainingUnits(place);
  const amount = request.most && minorUnits(request.most) < left ? minorUnits(request.most) : left;
  if (amount <= 0n) throw new NotPossible(`Capture ${place.capture.id} has no money left.`);
  const status = "COMPLETED";
  const reversal = newRefund({ ...origin(place), amount, status, reversal: true }, now);
  added(place, reversal, now);
  if (amount === left) place.capture.status = request.status;
  place.capture.status_details = { reason: request.reason };
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
