import { payer } from "./accounts.ts";
import type { OrderRecord } from "./order-record.ts";
import type { TransactionPart } from "./transaction-query.ts";
import type { Transaction } from "./transaction-report.ts";

/** The chosen parts of a transaction. */
export function transactionOnWire(
  transaction: Transaction,
  parts: readonly TransactionPart[],
): object {
  return Object.fromEntries(parts.map((part) => [part, views[part](transaction)]));
}

const nothing = (): object => ({});

const views: Readonly<Record<TransactionPart, (transaction: Transaction) => object>> = {
  transaction_info: (transaction) => ({
    paypal_account_id: payer.payer_id,
    transaction_id: transaction.id,
    ...reference(transaction),
    transaction_event_code: transaction.eventCode,
    transaction_initiation_date: transaction.createdAt,
    transaction_updated_date: transaction.updatedAt,
    transaction_amount: transaction.amount,
    ...optional("fee_amount", transaction.fee),
    transaction_status: transaction.status,
    ...optional("invoice_id", transaction.invoiceId),
    ...optional("custom_field", transaction.customId),
    instrument_type: "PAYPAL",
  }),
  payer_info: () => ({
    account_id: payer.payer_id,
    email_address: payer.email_address,
    payer_status: "Y",
    payer_name: payer.name,
    country_code: payer.address.country_code,
  }),
  cart_info: ({ order }) => cart(order),
  shipping_info: nothing,
  auction_info: nothing,
  incentive_info: nothing,
  store_info: nothing,
};

const reference = ({ referenceId }: Transaction): object =>
  referenceId === undefined
    ? {}
    : { paypal_reference_id: referenceId, paypal_reference_id_type: "TXN" };

const optional = (name: string, value: unknown): object =>
  value === undefined ? {} : { [name]: value };

function cart({ purchase_units }: OrderRecord): object {
  const items = purchase_units.flatMap((unit) => unit.items ?? []);
  if (items.length === 0) return {};
  return {
    item_details: items.map(({ name, quantity, unit_amount, sku, description }) => ({
      ...optional("item_code", sku),
      item_name: name,
      ...optional("item_description", description),
      item_quantity: quantity,
      item_unit_price: unit_amount,
    })),
  };
}
