import { minorUnits, type OrderRecord, type Sandbox } from "@onekonsole/billing-sandbox";
import type { BookedOrder } from "./read-records.ts";

/** What PayPal and web-order have of one order, and of the same user's orders for the same name. */
export interface Evidence {
  readonly booked: BookedOrder;
  readonly sandbox: Sandbox;
  readonly sameCluster: readonly BookedOrder[];
}

/**
 * Why an operator has to decide about an order, from what PayPal and web-order have; `null` for one that
 * would settle by itself once both are asked again.
 */
export function whyManual(evidence: Evidence): string | null {
  const record = evidence.sandbox.paypal.orders.get(evidence.booked.paypalOrderId);
  if (!record) return null;
  return reasons.find(({ holds }) => holds(evidence, record))?.name ?? null;
}

interface Reason {
  readonly name: string;
  readonly holds: (evidence: Evidence, record: OrderRecord) => boolean;
}

const reasons: readonly Reason[] = [
  { name: "PayPal took the money back", holds: (_, record) => sumBack(record, true) > 0n },
  {
    name: "money went back after the delivery",
    holds: ({ booked, sandbox }, record) =>
      sumBack(record, false) > 0n && sandbox.webOrder.rowsOf(booked.paypalOrderId).length > 0,
  },
  {
    name: "money went to another payee",
    holds: ({ booked, sandbox }, record) =>
      isPaid(sandbox, booked) &&
      record.purchase_units.some(({ payee }) => idOf(payee) !== sandbox.paypal.payee.merchant_id),
  },
  {
    name: "PayPal refuses the refund",
    holds: ({ booked, sandbox }) =>
      isPaid(sandbox, booked) && sandbox.paypal.refundRefusal(booked.paypalOrderId) !== undefined,
  },
  {
    name: "one cluster was paid twice",
    holds: ({ booked, sandbox, sameCluster }) =>
      isPaid(sandbox, booked) &&
      sameCluster.some((other) => other.id !== booked.id && isPaid(sandbox, other)),
  },
];

const isPaid = ({ paypal }: Sandbox, { paypalOrderId }: BookedOrder): boolean =>
  paypal.captureCount(paypalOrderId) > 0;

const idOf = (payee: unknown): unknown => (payee as { readonly merchant_id?: unknown }).merchant_id;

/** Minor units that went back: given, or taken. */
function sumBack({ purchase_units: units }: OrderRecord, reversal: boolean): bigint {
  return units
    .flatMap(({ payments }) => payments?.refunds ?? [])
    .filter((it) => it.reversal === reversal && it.status === "COMPLETED")
    .reduce((sum, { amount }) => sum + minorUnits(amount), 0n);
}
