import { NotPossible } from "../not-possible.ts";
import { payee, payer } from "./accounts.ts";
import type { CaptureRecord } from "./capture-record.ts";
import { isoTime } from "./clock.ts";
import type { DisputeReason, DisputeStage } from "./dispute-reasons.ts";
import { newId } from "./identifiers.ts";
import { minorUnits, type Money, moneyIssue, sumMoney, toMoney } from "./money.ts";
import type { DisputeOutcome, DisputeStatus } from "./statuses.ts";

interface DisputedTransaction {
  /** The capture's id. */
  readonly seller_transaction_id: string;
  readonly create_time: string;
  readonly transaction_status: "COMPLETED";
  readonly gross_amount: Money;
  readonly custom?: string;
  readonly invoice_number?: string;
  readonly buyer: { readonly name: string };
  readonly seller: { readonly merchant_id: string; readonly email: string };
}

/** A dispute in PayPal's wire format, without its links. */
export interface DisputeRecord {
  readonly dispute_id: string;
  readonly create_time: string;
  update_time: string;
  readonly disputed_transactions: readonly DisputedTransaction[];
  readonly reason: DisputeReason;
  status: DisputeStatus;
  readonly dispute_amount: Money;
  dispute_outcome?: { readonly outcome_code: DisputeOutcome; readonly amount_refunded?: Money };
  dispute_life_cycle_stage: DisputeStage;
  /** EXTERNAL if the payer's bank opened it. */
  readonly dispute_channel: "INTERNAL" | "EXTERNAL";
  evidences?: readonly Evidence[];
}

/** One piece of evidence, with the merchant's other fields. */
export interface Evidence {
  readonly evidence_type: string;
  readonly notes?: string | undefined;
}

/** What a customer says in a new dispute. */
export interface DisputeTerms {
  /** MERCHANDISE_OR_SERVICE_NOT_RECEIVED by default. */
  readonly reason?: DisputeReason | undefined;
  /** A decimal string in the currency of the payment; by default the whole amount. */
  readonly value?: string | undefined;
  /** INQUIRY by default; in any other one, the payer's bank opens it. */
  readonly stage?: DisputeStage | undefined;
}

type Captures = readonly [CaptureRecord, ...CaptureRecord[]];

/** A new dispute about captures in one currency. */
export function newDispute(
  captures: Captures,
  now: number,
  { reason = "MERCHANDISE_OR_SERVICE_NOT_RECEIVED", value, stage = "INQUIRY" }: DisputeTerms = {},
): DisputeRecord {
  const [{ amount }] = captures;
  const whole = sumMoney(captures.map((capture) => capture.amount)) ?? amount;
  return {
    dispute_id: `PP-R-${newId(3)}-${newId(8)}`,
    create_time: isoTime(now),
    update_time: isoTime(now),
    disputed_transactions: captures.map(disputed),
    reason,
    status: "OPEN",
    dispute_amount: value === undefined ? whole : partOf(whole, value),
    dispute_life_cycle_stage: stage,
    dispute_channel: stage === "INQUIRY" ? "INTERNAL" : "EXTERNAL",
  };
}

function partOf(whole: Money, value: string): Money {
  const part = { ...whole, value };
  if (moneyIssue(part, "above_zero") || minorUnits(part) > minorUnits(whole))
    throw new NotPossible(`A dispute about ${whole.value} cannot be about ${value}.`);
  return toMoney(minorUnits(part), whole.currency_code);
}

const disputed = (capture: CaptureRecord): DisputedTransaction => ({
  seller_transaction_id: capture.id,
  create_time: capture.create_time,
  transaction_status: "COMPLETED",
  gross_amount: capture.amount,
  ...(capture.custom_id === undefined ? {} : { custom: capture.custom_id }),
  ...(capture.invoice_id === undefined ? {} : { invoice_number: capture.invoice_id }),
  buyer: { name: `${payer.name.given_name} ${payer.name.surname}` },
  seller: { merchant_id: payee.merchant_id, email: payee.email_address },
});
