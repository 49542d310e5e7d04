import { payee, payer } from "./accounts.ts";
import type { CaptureRecord } from "./capture-record.ts";
import { isoTime } from "./clock.ts";
import { newId } from "./identifiers.ts";
import { type Money, sumMoney } from "./money.ts";

/** The decision of a dispute; one in the payer's favor reverses the payment. */
export type DisputeOutcome =
  | "RESOLVED_BUYER_FAVOUR"
  | "RESOLVED_SELLER_FAVOUR"
  | "CANCELED_BY_BUYER";

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
  readonly reason: "MERCHANDISE_OR_SERVICE_NOT_RECEIVED";
  status: "OPEN" | "WAITING_FOR_SELLER_RESPONSE" | "UNDER_REVIEW" | "RESOLVED";
  readonly dispute_amount: Money;
  dispute_outcome?: { readonly outcome_code: DisputeOutcome; readonly amount_refunded?: Money };
  readonly dispute_life_cycle_stage: "INQUIRY";
  readonly dispute_channel: "INTERNAL";
}

type Captures = readonly [CaptureRecord, ...CaptureRecord[]];

/** A new dispute about captures in one currency, for their full amounts. */
export function newDispute(captures: Captures, now: number): DisputeRecord {
  const [{ amount }] = captures;
  return {
    dispute_id: `PP-R-${newId(3)}-${newId(8)}`,
    create_time: isoTime(now),
    update_time: isoTime(now),
    disputed_transactions: captures.map(disputed),
    reason: "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
    status: "OPEN",
    dispute_amount: sumMoney(captures.map((capture) => capture.amount)) ?? amount,
    dispute_life_cycle_stage: "INQUIRY",
    dispute_channel: "INTERNAL",
  };
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
