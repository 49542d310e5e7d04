import { payer, paymentSource } from "./accounts.ts";
import type { CaptureRecord } from "./capture-record.ts";
import { isoTime } from "./clock.ts";
import type { Link } from "./link.ts";
import { type OrderRecord, capturePayee, type PurchaseUnit } from "./order-record.ts";
import { refundOnWire } from "./refund-wire.ts";

/** The URL of an order's approval page. */
export function approvalUrl(host: string, orderId: string): string {
  return `${host}/checkoutnow?token=${orderId}`;
}

function orderLinks(order: OrderRecord, host: string): Link[] {
  const href = `${host}/v2/checkout/orders/${order.id}`;
  const self: Link = { href, rel: "self", method: "GET" };
  const change: Link[] = [
    { href, rel: "update", method: "PATCH" },
    { href: `${href}/capture`, rel: "capture", method: "POST" },
  ];
  const approve: Link = {
    href: approvalUrl(host, order.id),
    rel: order.approvalRel,
    method: "GET",
  };
  switch (order.status) {
    case "CREATED":
      return [self, approve, ...change];
    case "PAYER_ACTION_REQUIRED":
      return [self, approve];
    case "APPROVED":
      return [self, ...change];
    case "COMPLETED":
      return [self];
  }
}

/** The order for `Prefer: return=minimal`. */
export function minimalOrder(order: OrderRecord, host: string): object {
  const { id, status } = order;
  return { id, status, ...paymentSourceFields(order), links: orderLinks(order, host) };
}

/** The full order, for GET and `Prefer: return=representation`. */
export function fullOrder(order: OrderRecord, host: string): object {
  return {
    ...minimalOrder(order, host),
    intent: order.intent,
    purchase_units: order.purchase_units.map((unit) => unitOnWire(order, unit, host)),
    create_time: isoTime(order.createdAt),
    ...(order.updatedAt === undefined ? {} : { update_time: isoTime(order.updatedAt) }),
    ...(order.end ? { payer } : {}),
  };
}

/** The order without its payments: as before its capture, or `COMPLETED` without the captures. */
export function orderBeforePayment(
  order: OrderRecord,
  shownAs: "APPROVED" | "COMPLETED",
  host: string,
): object {
  const units = order.purchase_units.map(withoutPayments);
  const updatedAt = shownAs === "APPROVED" ? order.approvedAt : order.updatedAt;
  return fullOrder({ ...order, status: shownAs, purchase_units: units, updatedAt }, host);
}

function withoutPayments(unit: PurchaseUnit): PurchaseUnit {
  const { payments: _, ...rest } = unit;
  return rest;
}

/** The minimal response to a capture; its captures are complete. */
export function capturedOrder(order: OrderRecord, host: string): object {
  const units = order.purchase_units.map((unit) => {
    const { reference_id, payments } = unitOnWire(order, unit, host);
    return { reference_id, payments };
  });
  return { ...minimalOrder(order, host), purchase_units: units, payer };
}

/** A capture in the format of the Payments API. */
export function captureOnWire(order: OrderRecord, capture: CaptureRecord, host: string): object {
  return {
    ...withLinks(order, capture, host),
    supplementary_data: { related_ids: { order_id: order.id } },
    payee: capturePayee(order, capture),
  };
}

function unitOnWire(
  order: OrderRecord,
  unit: PurchaseUnit,
  host: string,
): Omit<PurchaseUnit, "payments"> & { readonly payments?: object } {
  if (!unit.payments) return unit;
  const captures = unit.payments.captures.map((capture) => withLinks(order, capture, host));
  const refunds = unit.payments.refunds.map((refund) => refundOnWire(refund, host));
  return { ...unit, payments: { captures, ...(refunds.length ? { refunds } : {}) } };
}

function withLinks(
  order: OrderRecord,
  capture: CaptureRecord,
  host: string,
): CaptureRecord & { links: Link[] } {
  const href = `${host}/v2/payments/captures/${capture.id}`;
  const links: Link[] = [
    { href, rel: "self", method: "GET" },
    { href: `${href}/refund`, rel: "refund", method: "POST" },
    { href: `${host}/v2/checkout/orders/${order.id}`, rel: "up", method: "GET" },
  ];
  return { ...capture, links };
}

function paymentSourceFields(order: OrderRecord): object {
  if (order.end) return { payment_source: paymentSource };
  return order.approvalRel === "payer-action" ? { payment_source: { paypal: {} } } : {};
}
