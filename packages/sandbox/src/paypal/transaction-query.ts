import { z } from "zod";
import { minorUnits } from "./money.ts";
import { type Transaction, transactionTime } from "./transaction-report.ts";

/** The parts of a transaction that `fields` selects. */
export const transactionParts = [
  "transaction_info",
  "payer_info",
  "shipping_info",
  "auction_info",
  "cart_info",
  "incentive_info",
  "store_info",
] as const;

export type TransactionPart = (typeof transactionParts)[number];

// PayPal's own samples have an offset without a colon, which the pattern of its document does not allow.
const time = z
  .string()
  .transform((text) => text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"))
  .pipe(z.iso.datetime({ offset: true }))
  .transform((text) => Date.parse(text));

const amountRange = /^\[?(\d+) TO (\d+)\]?$/;

/** The query of a search; limits and defaults as in PayPal's OpenAPI document Transaction Search 1.9. */
export const transactionQuery = z.object({
  start_date: time,
  end_date: time,
  transaction_id: z.string().min(17).max(19).optional(),
  transaction_type: z.string().optional(),
  transaction_status: z.enum(["D", "P", "S", "V"]).optional(),
  /** In minor units, both included. */
  transaction_amount: z
    .string()
    .regex(amountRange)
    .transform((text) => (amountRange.exec(text) ?? []).slice(1).map(BigInt))
    .optional(),
  transaction_currency: z.string().length(3).optional(),
  payment_instrument_type: z.string().optional(),
  store_id: z.string().optional(),
  terminal_id: z.string().optional(),
  fields: z
    .string()
    .default("transaction_info")
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum([...transactionParts, "all"]))),
  balance_affecting_records_only: z.enum(["Y", "N"]).default("Y"),
  page_size: z.coerce.number().int().min(1).max(500).default(100),
  page: z.coerce.number().int().min(1).default(1),
});

export type TransactionQuery = z.output<typeof transactionQuery>;

/** Whether a search finds a transaction. Every payment of the sandbox is by PayPal, and none in a store. */
export function isFound(transaction: Transaction, query: TransactionQuery): boolean {
  const { id, eventCode, status, amount } = transaction;
  const at = transactionTime(transaction);
  const { transaction_id, transaction_type, transaction_status, transaction_currency } = query;
  return (
    at >= query.start_date &&
    at <= query.end_date &&
    (query.balance_affecting_records_only === "N" || status === "S" || status === "V") &&
    (transaction_id === undefined || id === transaction_id) &&
    (transaction_type === undefined || eventCode === transaction_type) &&
    (transaction_status === undefined || status === transaction_status) &&
    (transaction_currency === undefined || amount.currency_code === transaction_currency) &&
    isInRange(minorUnits(amount), query.transaction_amount) &&
    [query.payment_instrument_type, query.store_id, query.terminal_id].every(
      (it) => it === undefined,
    )
  );
}

function isInRange(units: bigint, range: readonly bigint[] | undefined): boolean {
  const [least, most] = range ?? [];
  return least === undefined || most === undefined || (units >= least && units <= most);
}
