import { type CaptureRecord, tookMoney } from "./capture-record.ts";
import { isoTime } from "./clock.ts";
import { newId } from "./identifiers.ts";
import { minorUnits, type Money, toMoney } from "./money.ts";
import type { RefundStatus } from "./statuses.ts";

/** The merchant's optional fields of a refund. */
export interface RefundTerms {
  readonly invoice_id?: string | undefined;
  readonly custom_id?: string | undefined;
  readonly note_to_payer?: string | undefined;
}

/** A refund or a reversal, which PayPal lists as a refund, in PayPal's wire format without its links. */
export interface RefundRecord extends RefundTerms {
  readonly id: string;
  status: RefundStatus;
  status_details?: { readonly reason: "ECHECK" };
  readonly amount: Money;
  seller_payable_breakdown: {
    readonly gross_amount: Money;
    readonly paypal_fee: Money;
    readonly net_amount: Money;
    /** The capture's total of refunds that did not fail, including this one. */
    readonly total_refunded_amount: Money;
  };
  readonly create_time: string;
  update_time: string;
  /** Not on the wire. */
  readonly captureId: string;
  /** Whether PayPal or the payer's bank reversed the payment. Not on the wire. */
  readonly reversal: boolean;
}

interface RefundOrigin {
  readonly capture: CaptureRecord;
  /** The refunds of the same purchase unit so far. */
  readonly earlier: readonly RefundRecord[];
  /** Minor units. */
  readonly amount: bigint;
  readonly status: RefundRecord["status"];
  readonly terms?: RefundTerms;
  readonly reversal?: boolean;
}

/** A new refund, not yet added to a list or a capture. */
export function newRefund(origin: RefundOrigin, now: number): RefundRecord {
  const { capture, earlier, amount, status, terms = {}, reversal = false } = origin;
  const inCurrency = (units: bigint): Money => toMoney(units, capture.amount.currency_code);
  const { invoice_id = capture.invoice_id, custom_id, note_to_payer } = terms;
  return {
    id: newId(),
    status,
    ...(status === "PENDING" ? { status_details: { reason: "ECHECK" } } : {}),
    amount: inCurrency(amount),
    ...(invoice_id === undefined ? {} : { invoice_id }),
    ...(custom_id === undefined ? {} : { custom_id }),
    ...(note_to_payer === undefined ? {} : { note_to_payer }),
    seller_payable_breakdown: {
      gross_amount: inCurrency(amount),
      paypal_fee: inCurrency(0n),
      net_amount: inCurrency(amount),
      total_refunded_amount: inCurrency(refundedUnits(capture, earlier) + amount),
    },
    create_time: isoTime(now),
    update_time: isoTime(now),
    captureId: capture.id,
    reversal,
  };
}

/** Whether a refund failed or was cancelled, so that the merchant has the money. */
export const isWithoutEffect = ({ status }: RefundRecord): boolean =>
  status === "FAILED" || status === "CANCELLED";

/** Minor units that are refunded or whose refund is pending. */
export function refundedUnits(capture: CaptureRecord, refunds: readonly RefundRecord[]): bigint {
  return refunds
    .filter((refund) => refund.captureId === capture.id && !isWithoutEffect(refund))
    .reduce((sum, { amount }) => sum + minorUnits(amount), 0n);
}

/** Sets the final status of a PENDING refund, or cancels a reversal. */
export function settleRefundRecord(
  refund: RefundRecord,
  status: "COMPLETED" | "FAILED" | "CANCELLED",
  now: number,
): void {
  refund.status = status;
  refund.update_time = isoTime(now);
  delete refund.status_details;
  if (status === "COMPLETED") return;
  const { total_refunded_amount: total, ...parts } = refund.seller_payable_breakdown;
  const units = minorUnits(total) - minorUnits(refund.amount);
  refund.seller_payable_breakdown = {
    ...parts,
    total_refunded_amount: toMoney(units, total.currency_code),
  };
}

/** Sets the status of a capture according to its refunds. */
export function updateCaptureStatus(
  capture: CaptureRecord,
  refunds: readonly RefundRecord[],
  now: number,
): void {
  if (!tookMoney(capture)) return;
  const returned = refundedUnits(capture, refunds);
  const part = returned > 0n ? "PARTIALLY_REFUNDED" : "COMPLETED";
  capture.status = returned >= minorUnits(capture.amount) ? "REFUNDED" : part;
  capture.update_time = isoTime(now);
}
