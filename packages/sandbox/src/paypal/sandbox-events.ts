import { payee } from "./accounts.ts";
import { type CaptureRecord, isFailedCapture } from "./capture-record.ts";
import type { DisputeRecord } from "./dispute-record.ts";
import { disputeOnWire } from "./dispute-wire.ts";
import type { Money } from "./money.ts";
import type { OrderRecord } from "./order-record.ts";
import { captureOnWire, fullOrder } from "./order-wire.ts";
import type { RefundRecord } from "./refund-record.ts";
import { refundOnWire } from "./refund-wire.ts";

/** The source of a webhook event. */
export interface SandboxEvent {
  readonly eventType: string;
  readonly resourceType: "checkout-order" | "payment-approval" | "capture" | "refund" | "dispute";
  readonly summary: string;
  /** Returns the resource in its current state. */
  readonly resource: (host: string) => object;
}

/** The order was approved (`APPROVED`), or processed with any outcome (`COMPLETED`). */
export function orderEvent(order: OrderRecord, what: "APPROVED" | "COMPLETED"): SandboxEvent {
  return {
    eventType: `CHECKOUT.ORDER.${what}`,
    resourceType: "checkout-order",
    summary: `Order ${order.id} is ${what.toLowerCase()}.`,
    resource: (host) => fullOrder(order, host),
  };
}

/** An approved order expired. PayPal documents no schema; the resource has an `order_id` and no `id`. */
export function approvalReversed(order: OrderRecord): SandboxEvent {
  return {
    eventType: "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
    resourceType: "payment-approval",
    summary: `The approval of order ${order.id} was not captured in time.`,
    resource: () => ({
      order_id: order.id,
      purchase_units: order.purchase_units.map(({ reference_id, custom_id }) => ({
        reference_id,
        ...(custom_id === undefined ? {} : { custom_id }),
        payee: { merchant_id: payee.merchant_id },
      })),
      payment_source: { paypal: {} },
    }),
  };
}

/**
 * The status of a capture. PayPal has two names for a failure: DECLINED if immediate, DENIED after PENDING or
 * with the status FAILED.
 */
export function captureEvent(
  order: OrderRecord,
  capture: CaptureRecord,
  wasPending: boolean,
): SandboxEvent {
  const failed = wasPending || capture.status === "FAILED" ? "DENIED" : "DECLINED";
  const name = isFailedCapture(capture) ? failed : capture.status;
  return {
    eventType: `PAYMENT.CAPTURE.${name}`,
    resourceType: "capture",
    summary: `A payment of ${inWords(capture.amount)} is ${name.toLowerCase()}.`,
    resource: (host) => captureOnWire(order, capture, host),
  };
}

/** The status of a refund. Throws for CANCELLED, which has no event at PayPal. */
export function refundEvent(refund: RefundRecord): SandboxEvent {
  if (refund.status === "CANCELLED") throw new Error("PayPal has no event for a cancelled refund.");
  const names = {
    COMPLETED: refund.reversal ? "PAYMENT.CAPTURE.REVERSED" : "PAYMENT.CAPTURE.REFUNDED",
    PENDING: "PAYMENT.REFUND.PENDING",
    FAILED: "PAYMENT.REFUND.FAILED",
  } as const;
  const noun = refund.reversal ? "reversal" : "refund";
  return {
    eventType: names[refund.status],
    resourceType: "refund",
    summary: `A ${noun} of ${inWords(refund.amount)} is ${refund.status.toLowerCase()}.`,
    resource: (host) => refundOnWire(refund, host),
  };
}

/** A status change of a dispute. */
export function disputeEvent(
  dispute: DisputeRecord,
  what: "CREATED" | "UPDATED" | "RESOLVED",
): SandboxEvent {
  const { dispute_id } = dispute;
  return {
    eventType: `CUSTOMER.DISPUTE.${what}`,
    resourceType: "dispute",
    summary: `Dispute ${dispute_id} is ${what.toLowerCase()}.`,
    resource: (host) => disputeOnWire(dispute, host),
  };
}

function inWords({ value, currency_code }: Money): string {
  return `${value} ${currency_code}`;
}
