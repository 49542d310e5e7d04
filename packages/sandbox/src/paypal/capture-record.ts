import { isoTime } from "./clock.ts";
import { newId } from "./identifiers.ts";
import { minorUnits, type Money, toMoney } from "./money.ts";
import type { CaptureOutcome, CaptureStatus } from "./statuses.ts";

/** A capture in PayPal's wire format, without its links. */
export interface CaptureRecord {
  readonly id: string;
  status: CaptureStatus;
  status_details?: { readonly reason: string };
  readonly amount: Money;
  readonly final_capture: true;
  seller_protection: { readonly status: string; readonly dispute_categories?: readonly string[] };
  /** Absent if PENDING, DECLINED or FAILED. */
  seller_receivable_breakdown?: {
    readonly gross_amount: Money;
    readonly paypal_fee: Money;
    readonly net_amount: Money;
  };
  readonly invoice_id?: string;
  readonly custom_id?: string;
  readonly create_time: string;
  update_time: string;
}

interface CaptureOrigin {
  readonly unit: {
    readonly invoice_id?: string | undefined;
    readonly custom_id?: string | undefined;
  };
  readonly amount: Money;
  readonly status: CaptureOutcome;
  readonly pendingReason?: string | undefined;
}

/** The capture of one purchase unit. */
export function newCapture(origin: CaptureOrigin, now: number): CaptureRecord {
  const { unit, amount, status, pendingReason } = origin;
  const capture: CaptureRecord = {
    id: newId(),
    status,
    amount: toMoney(minorUnits(amount), amount.currency_code),
    final_capture: true,
    seller_protection: { status: "NOT_ELIGIBLE" },
    ...(unit.invoice_id === undefined ? {} : { invoice_id: unit.invoice_id }),
    ...(unit.custom_id === undefined ? {} : { custom_id: unit.custom_id }),
    create_time: isoTime(now),
    update_time: isoTime(now),
  };
  if (status === "PENDING") setPendingReason(capture, pendingReason ?? "PENDING_REVIEW", now);
  else settleCapture(capture, status, now);
  return capture;
}

/** Sets the status reason of a PENDING capture. */
export function setPendingReason(capture: CaptureRecord, reason: string, now: number): void {
  capture.status_details = { reason };
  capture.update_time = isoTime(now);
}

/** Sets the final status of a capture, with the fields that depend on it. */
export function settleCapture(
  capture: CaptureRecord,
  status: Exclude<CaptureOutcome, "PENDING">,
  now: number,
): void {
  capture.status = status;
  capture.update_time = isoTime(now);
  delete capture.status_details;
  if (status !== "COMPLETED") return;
  const disputes = ["ITEM_NOT_RECEIVED", "UNAUTHORIZED_TRANSACTION"];
  capture.seller_protection = { status: "ELIGIBLE", dispute_categories: disputes };
  capture.seller_receivable_breakdown = receivable(capture.amount);
}

/** Whether a capture received money, including money that was refunded since. */
export function tookMoney({ status }: CaptureRecord): boolean {
  return status === "COMPLETED" || status === "PARTIALLY_REFUNDED" || status === "REFUNDED";
}

/** Whether a capture failed: it is neither completed nor pending. */
export function isFailedCapture({ status }: CaptureRecord): boolean {
  return status === "DECLINED" || status === "FAILED";
}

// A flat fee of 4 %, rounded up, approximates PayPal's fees.
function receivable(gross: Money): NonNullable<CaptureRecord["seller_receivable_breakdown"]> {
  const units = minorUnits(gross);
  const fee = (units * 4n + 99n) / 100n;
  return {
    gross_amount: gross,
    paypal_fee: toMoney(fee, gross.currency_code),
    net_amount: toMoney(units - fee, gross.currency_code),
  };
}
