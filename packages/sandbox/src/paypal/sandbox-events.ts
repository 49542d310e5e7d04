import { payee } from "./accounts.ts";
import { type CaptureRecord, isFailedCapture } from "./capture-record.ts";
import type { DisputeRecord } from "./dispute-record.ts";
import type { Money } from "./money.ts";
import type { OrderRecord } from "./order-record.ts";
import { captureOnWire, fullOrder } from "./order-wire.ts";
import type { RefundRecord } from "./refund-record.ts";
import { refundOnWire } from "./refund-wire.ts";

/** Something that happened at PayPal and that a webhook may emit about. */
export interface SandboxEvent {
  readonly eventType: string;
  readonly resourceType: "checkout-order" | "payment-approval" | "capture" | "refund" | "dispute";
  readonly summary: string;
  /** The resource as it stands when this is called. */
  readonly resource: (host: string) => object;
}

/** The payer approved (`APPROVED`), or the order was processed, for better or worse (`COMPLETED`). */
export function orderEvent(order: OrderRecord, what: "APPROVED" | "COMPLETED"): SandboxEvent {
  return {
    eventType: `CHECKOUT.ORDER.${what}`,
    resourceType: "checkout-order",
    summary: `Order ${order.id} is ${what.toLowerCase()}.`,
    resource: (host) => fullOrder(order, host),
  };
}

/** An approved order ran out of time. PayPal publishes no shape: it names the order, and no id. */
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
 * What became of a capture. PayPal has two names for one that failed: DECLINED at once, and DENIED
 * for one that was PENDING or broke down.
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

/** What became of a refund, under the names PayPal has for it: it has none for one that is cancelled. */
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

/** A step in the life of a dispute. */
export function disputeEvent(
  dispute: DisputeRecord,
  what: "CREATED" | "UPDATED" | "RESOLVED",
): SandboxEvent {
  const { dispute_id } = dispute;
  return {
    eventType: `CUSTOMER.DISPUTE.${what}`,
    resourceType: "dispute",
    summary: `Dispute ${dispute_id} is ${what.toLowerCase()}.`,
    resource: (host) => {
      const href = `${host}/v1/customer/disputes/${dispute_id}`;
      return { ...dispute, links: [{ href, rel: "self", method: "GET" }] };
    },
  };
}

function inWords({ value, currency_code }: Money): string {
  return `${value} ${currency_code}`;
}
