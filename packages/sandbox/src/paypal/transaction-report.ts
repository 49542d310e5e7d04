import type { CaptureRecord } from "./capture-record.ts";
import { minorUnits, type Money, toMoney } from "./money.ts";
import { orderCaptures, type OrderRecord, orderRefunds } from "./order-record.ts";
import type { RefundRecord } from "./refund-record.ts";

/** S completed, P pending, D denied, V fully returned. */
export type TransactionStatus = "S" | "P" | "D" | "V";

/** One movement of money, from the merchant's point of view. */
export interface Transaction {
  /** PayPal's ids of transactions are not unique: a cancelled reversal has two. */
  readonly id: string;
  readonly order: OrderRecord;
  readonly eventCode: "T0006" | "T1106" | "T1107" | "T1201" | "T1202";
  readonly status: TransactionStatus;
  /** Negative for money that leaves the merchant. */
  readonly amount: Money;
  readonly fee?: Money;
  /** The capture that a refund or a reversal belongs to. */
  readonly referenceId?: string;
  readonly customId?: string | undefined;
  readonly invoiceId?: string | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The transactions of an order: its captures, refunds and reversals. */
export function orderTransactions(order: OrderRecord): Transaction[] {
  const captures = orderCaptures(order);
  return [
    ...captures.map((capture) => captured(order, capture)),
    ...orderRefunds(order).flatMap((refund) => {
      const capture = captures.find(({ id }) => id === refund.captureId);
      return capture ? returned(order, capture, refund) : [];
    }),
  ];
}

const captureStatus: Readonly<Record<CaptureRecord["status"], TransactionStatus>> = {
  COMPLETED: "S",
  PARTIALLY_REFUNDED: "S",
  REFUNDED: "V",
  PENDING: "P",
  DECLINED: "D",
  FAILED: "D",
};

function captured(order: OrderRecord, capture: CaptureRecord): Transaction {
  const fee = capture.seller_receivable_breakdown?.paypal_fee;
  return {
    id: capture.id,
    order,
    eventCode: "T0006",
    status: captureStatus[capture.status],
    amount: capture.amount,
    ...(fee ? { fee: negative(fee) } : {}),
    customId: capture.custom_id,
    invoiceId: capture.invoice_id,
    createdAt: capture.create_time,
    updatedAt: capture.update_time,
  };
}

/** A refund, or a reversal with its cancellation. */
function returned(order: OrderRecord, capture: CaptureRecord, refund: RefundRecord): Transaction[] {
  const transaction: Transaction = {
    id: refund.id,
    order,
    eventCode: refund.reversal ? reversalCode(capture) : "T1107",
    status: refundStatus(refund),
    amount: negative(refund.amount),
    referenceId: capture.id,
    customId: refund.custom_id ?? capture.custom_id,
    invoiceId: refund.invoice_id,
    createdAt: refund.create_time,
    updatedAt: refund.update_time,
  };
  if (refund.status !== "CANCELLED") return [transaction];
  const { amount, update_time: createdAt } = refund;
  return [transaction, { ...transaction, eventCode: "T1202", amount, createdAt }];
}

/** A chargeback of the payer's bank, or a reversal by PayPal. */
const reversalCode = ({ status_details }: CaptureRecord): "T1106" | "T1201" =>
  status_details?.reason === "BUYER_COMPLAINT" ? "T1106" : "T1201";

function refundStatus({ status }: RefundRecord): TransactionStatus {
  if (status === "PENDING") return "P";
  return status === "FAILED" ? "D" : "S";
}

const negative = (money: Money): Money => toMoney(-minorUnits(money), money.currency_code);

/** The time of a transaction, in milliseconds. */
export const transactionTime = ({ createdAt }: Transaction): number => Date.parse(createdAt);
