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

/** The events after which a payment may have a receipt; see decision 23. */
export const paymentEvents: readonly OrderEvent["type"][] = [
  "capture_completed",
  "duplicate_paid",
  "capture_reversed",
];

/** An order whose payment gets a receipt. */
export type PaidOrder = Order & { readonly captureId: string; readonly paidAt: Date };

/**
 * Whether the payment of an order gets a receipt: exactly the order's price, to us. `events` has at least
 * those of the order's events that are in `paymentEvents`.
 */
export function isReceiptDue(
  order: Order,
  events: readonly OrderEvent["type"][],
): order is PaidOrder {
  if (order.captureId === null || order.paidAt === null || !isPaidExactly(order)) return false;
  return events.some((type) =>
    type === "capture_reversed" ? isSaleReversed(order) : paymentEvents.includes(type),
  );
}

const isPaidExactly = (order: Order): boolean =>
  order.capturedAmount > 0n &&
  order.capturedAmount === order.amount &&
  order.capturedCurrency === order.currency;

/**
 * Whether a payment that was first read as reversed is one for a cluster: not one that is refunded once
 * its reversal is cancelled, such as a payment to another payee. The event's row does not show that.
 */
const isSaleReversed = ({ reversedFrom, provisionedAt }: Order): boolean =>
  reversedFrom === "captured" || provisionedAt !== null;

/** The receipt of a paid order. */
export function draftReceipt(order: PaidOrder, { seller, vat: rule }: ReceiptRules): DraftDocument {
  const { currency, captureId, paidAt } = order;
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
 * The credit note for a completed refund of a payment with a receipt, after the earlier credit notes. It
 * gets a number and a time of its own when it is issued.
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
  const vat = vatOfPart(whole, totalOf(earlier), amount);
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

const totalOf = (documents: readonly ReceiptDocument[]): bigint =>
  documents.reduce((sum, { total_amount }) => sum + minorUnits(total_amount), 0n);

function minorUnits(money: ReceiptDocument["total_amount"]): bigint {
  const amount = parseMoney(money);
  if (amount === undefined) throw new TypeError(`${money.value} is not an amount.`);
  return amount;
}
