import {
  formatMoney,
  parseMoney,
  type ReceiptDocument,
  type Seller,
  splitGross,
  type Vat,
  vatOfPart,
} from "@onekonsole/billing-contract";
import { type OrderBill, presentLine } from "./bill.ts";
import type { OrderEvent } from "./order-event.ts";
import type { Order } from "./order.ts";
import type { Refund } from "./refund.ts";

/** What receipts state besides the order. */
export interface ReceiptRules {
  readonly seller: Seller;
  /** Of payments for orders of a release without VAT. */
  readonly vat: Vat;
}

/** A document before it is issued: its number and its time come from its series. */
export type DraftDocument = Omit<ReceiptDocument, "number" | "issued_time">;

/** The events whose payment is the order's, as the history tells; see decision 23. */
export const paymentEvents: readonly OrderEvent["type"][] = ["capture_completed", "duplicate_paid"];

/** Whether an event records a payment that gets a receipt: exactly the order's price, to us. */
export function isReceiptDue(event: OrderEvent, order: Order): boolean {
  const isPayment =
    event.type === "capture_reversed"
      ? event.mismatch === null
      : paymentEvents.includes(event.type);
  return isPayment && isPaidExactly(order);
}

/** Whether the captured money is exactly the order's amount. */
export const isPaidExactly = (order: Order): boolean =>
  order.capturedAmount > 0n &&
  order.capturedAmount === order.amount &&
  order.capturedCurrency === order.currency;

/** The receipt of a paid order. */
export function draftReceipt(order: Order, { seller, vat: rule }: ReceiptRules): DraftDocument {
  const { currency, captureId, paidAt } = order;
  if (captureId === null || paidAt === null) throw new TypeError("The order is not paid.");
  const { netAmount, vatAmount, vat, lines } = order.bill ?? laterBill(order, rule);
  return {
    kind: "receipt",
    seller,
    buyer: { user_id: order.details.user_id },
    order_id: order.paypalOrderId,
    capture_id: captureId,
    refund_id: null,
    corrects: null,
    paid_time: paidAt.toISOString(),
    payment_method: "PayPal",
    cluster_name: order.details.cluster_name,
    lines: lines.map((line) => presentLine(line, currency)),
    net_amount: formatMoney(netAmount, currency),
    vat_amount: formatMoney(vatAmount, currency),
    total_amount: formatMoney(order.amount, currency),
    vat,
  };
}

/** The buyer agreed to the amount without a statement about VAT, so the amount includes it. */
function laterBill({ amount }: Order, rule: Vat): OrderBill {
  const { net, vat } = splitGross(amount, rule.rate);
  return { netAmount: net, vatAmount: vat, vat: { ...rule, included: true }, lines: [] };
}

/**
 * The credit note for a completed refund of a payment with a receipt, after the earlier ones. It gets a
 * number and a time of its own when it is issued.
 */
export function draftCreditNote(
  receipt: ReceiptDocument,
  { paypalRefundId, amount }: CompletedRefund,
  earlier: readonly ReceiptDocument[],
): DraftDocument {
  const currency = receipt.total_amount.currency_code;
  const whole = {
    net: minorUnits(receipt.net_amount),
    vat: minorUnits(receipt.vat_amount),
    gross: minorUnits(receipt.total_amount),
  };
  const vat = vatOfPart(whole, creditedAmount(earlier), amount);
  return {
    ...receipt,
    kind: "credit_note",
    refund_id: paypalRefundId,
    corrects: receipt.number,
    lines: [],
    net_amount: formatMoney(amount - vat, currency),
    vat_amount: formatMoney(vat, currency),
    total_amount: formatMoney(amount, currency),
  };
}

/** A refund that returned money. A reversal is not one: it has no credit note. */
export type CompletedRefund = Refund & { readonly amount: bigint };

export const isCreditNoteDue = (refund: Refund): refund is CompletedRefund =>
  refund.kind === "refund" && refund.status === "completed" && (refund.amount ?? 0n) > 0n;

/** The sum of the credit notes among the documents. */
const creditedAmount = (documents: readonly ReceiptDocument[]): bigint =>
  documents
    .filter(({ kind }) => kind === "credit_note")
    .reduce((sum, { total_amount }) => sum + minorUnits(total_amount), 0n);

function minorUnits(money: ReceiptDocument["total_amount"]): bigint {
  const amount = parseMoney(money);
  if (amount === undefined) throw new TypeError(`${money.value} is not an amount.`);
  return amount;
}
