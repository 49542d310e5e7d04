import type { CaptureRecord } from "./capture-record.ts";
import { minorUnits, type Money } from "./money.ts";
import { type OrderRecord, touchOrder } from "./order-record.ts";
import {
  markReturned,
  newRefund,
  type RefundRecord,
  type RefundTerms,
  returnedUnits,
} from "./refund-record.ts";

/** A capture and where it belongs. */
export interface CapturePlace {
  readonly order: OrderRecord;
  readonly capture: CaptureRecord;
  /** The refunds of its purchase unit. */
  readonly refunds: RefundRecord[];
}

/** Minor units that have neither gone back nor are on their way back. */
export function leftUnits({ capture, refunds }: CapturePlace): bigint {
  return minorUnits(capture.amount) - returnedUnits(capture, refunds);
}

interface GivenBack {
  /** All that is left when undefined. */
  readonly amount: Money | undefined;
  readonly terms: RefundTerms;
  readonly status: "COMPLETED" | "PENDING";
}

/** Refunds a capture. Throws when that much money is not left. */
export function returnMoney(place: CapturePlace, given: GivenBack, now: number): RefundRecord {
  const left = leftUnits(place);
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
export function reverseMoney(place: CapturePlace, taken: TakenBack, now: number): RefundRecord {
  const amount = leftUnits(place);
  if (amount <= 0n) throw new Error(`Capture ${place.capture.id} has no money left.`);
  const status = "COMPLETED";
  const reversal = newRefund({ ...origin(place), amount, status, reversal: true }, now);
  added(place, reversal, now);
  place.capture.status = taken.status;
  place.capture.status_details = { reason: taken.reason };
  return reversal;
}

function origin({ capture, refunds }: CapturePlace) {
  return { capture, earlier: refunds };
}

function added(
  { order, capture, refunds }: CapturePlace,
  refund: RefundRecord,
  now: number,
): RefundRecord {
  refunds.push(refund);
  markReturned(capture, refunds, now);
  touchOrder(order, now);
  return refund;
}
