import { newDispute } from "./dispute-record.ts";
import type { EventType } from "./event-types.ts";
import { approveOrder, captureOrder, newOrder, type OrderRecord } from "./order-record.ts";
import type { PaymentOutcome } from "./payment-outcome.ts";
import type { RefundRecord } from "./refund-record.ts";
import { type CaptureEntry, recordRefund, recordReversal } from "./return-funds.ts";
import {
  approvalReversed,
  captureEvent,
  disputeEvent,
  orderEvent,
  refundEvent,
  type SandboxEvent,
} from "./sandbox-events.ts";

/** An event about an order that is not stored, and was never placed. */
export const sampleEvent = (type: EventType, now: number): SandboxEvent => samples[type](now);

const samples: Readonly<Record<EventType, (now: number) => SandboxEvent>> = {
  "CHECKOUT.ORDER.APPROVED": (now) => orderEvent(approved(now), "APPROVED"),
  "CHECKOUT.ORDER.COMPLETED": (now) => orderEvent(captured(now).order, "COMPLETED"),
  "CHECKOUT.PAYMENT-APPROVAL.REVERSED": (now) => approvalReversed(approved(now)),
  "PAYMENT.CAPTURE.COMPLETED": (now) => capture(now, "COMPLETED"),
  "PAYMENT.CAPTURE.PENDING": (now) => capture(now, "PENDING"),
  "PAYMENT.CAPTURE.DECLINED": (now) => capture(now, "DECLINED"),
  "PAYMENT.CAPTURE.DENIED": (now) => capture(now, "FAILED"),
  "PAYMENT.CAPTURE.REFUNDED": (now) => refundEvent(refunded(now)),
  "PAYMENT.CAPTURE.REVERSED": (now) =>
    refundEvent(recordReversal(captured(now), { status: "REFUNDED", reason: "CHARGEBACK" }, now)),
  "PAYMENT.REFUND.PENDING": (now) => refundEvent({ ...refunded(now), status: "PENDING" }),
  "PAYMENT.REFUND.FAILED": (now) => refundEvent({ ...refunded(now), status: "FAILED" }),
  "CUSTOMER.DISPUTE.CREATED": (now) => dispute(now, "CREATED"),
  "CUSTOMER.DISPUTE.UPDATED": (now) => dispute(now, "UPDATED"),
  "CUSTOMER.DISPUTE.RESOLVED": (now) => dispute(now, "RESOLVED"),
};

function approved(now: number, end: PaymentOutcome = {}): OrderRecord {
  const amount = { currency_code: "USD", value: "10.00" };
  const order = newOrder({ intent: "CAPTURE", purchase_units: [{ amount }] }, now);
  approveOrder(order, end, now);
  return order;
}

function captured(now: number, status: PaymentOutcome["capture"] = "COMPLETED"): CaptureEntry {
  const order = approved(now, { capture: status });
  captureOrder(order, now);
  const [unit] = order.purchase_units;
  const { captures: [first] = [], refunds = [] } = unit?.payments ?? {};
  if (!first) throw new Error("The sample order has no capture.");
  return { order, capture: first, refunds };
}

function capture(now: number, status: PaymentOutcome["capture"]): SandboxEvent {
  const entry = captured(now, status);
  return captureEvent(entry.order, entry.capture, false);
}

const refunded = (now: number): RefundRecord =>
  recordRefund(captured(now), { amount: undefined, terms: {}, status: "COMPLETED" }, now);

const dispute = (now: number, what: "CREATED" | "UPDATED" | "RESOLVED"): SandboxEvent =>
  disputeEvent(newDispute([captured(now).capture], now), what);
