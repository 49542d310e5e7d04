import { minorUnits, type OrderRecord, type Sandbox } from "@onekonsole/billing-sandbox";
import { clusterKey, type StoredOrder } from "./stored-order.ts";

/** An order and the same user's orders for the same cluster name, with the upstreams. */
export interface Evidence {
  readonly stored: StoredOrder;
  readonly sandbox: Sandbox;
  readonly sameCluster: readonly StoredOrder[];
}

/**
 * Why an operator has to decide about an order, from PayPal's and web-order's data; `null` for an
 * order that further queries to both would settle.
 */
export function manualReviewReason(evidence: Evidence): string | null {
  const record = evidence.sandbox.paypal.orders.get(evidence.stored.paypalOrderId);
  if (!record) return null;
  return reasons.find(({ holds }) => holds(evidence, record))?.name ?? null;
}

export interface ManualReview {
  readonly stored: StoredOrder;
  readonly reason: string | null;
}

/** The orders in manual review, each with its reason. */
export function manualReviews(
  orders: readonly StoredOrder[],
  sandbox: Sandbox,
): readonly ManualReview[] {
  const clusters = Map.groupBy(orders, clusterKey);
  return orders
    .filter(({ state }) => state === "needs_attention")
    .map((stored) => {
      const sameCluster = clusters.get(clusterKey(stored)) ?? [];
      return { stored, reason: manualReviewReason({ stored, sandbox, sameCluster }) };
    });
}

interface Reason {
  readonly name: string;
  readonly holds: (evidence: Evidence, record: OrderRecord) => boolean;
}

const reasons: readonly Reason[] = [
  { name: "PayPal reversed the payment", holds: (_, record) => sumReturned(record, true) > 0n },
  {
    name: "the payment was refunded after the delivery",
    holds: ({ stored, sandbox }, record) =>
      sumReturned(record, false) > 0n && sandbox.webOrder.findRows(stored.paypalOrderId).length > 0,
  },
  {
    name: "the payment went to another payee",
    holds: ({ stored, sandbox }, record) =>
      isPaid(sandbox, stored) &&
      record.purchase_units.some(
        ({ payee }) => merchantId(payee) !== sandbox.paypal.payee.merchant_id,
      ),
  },
  {
    name: "PayPal rejects the refund",
    holds: ({ stored, sandbox }) =>
      isPaid(sandbox, stored) && sandbox.paypal.refundRefusal(stored.paypalOrderId) !== undefined,
  },
  {
    name: "one cluster was paid twice",
    holds: ({ stored, sandbox, sameCluster }) =>
      isPaid(sandbox, stored) &&
      sameCluster.some((other) => other.id !== stored.id && isPaid(sandbox, other)),
  },
];

const isPaid = ({ paypal }: Sandbox, { paypalOrderId }: StoredOrder): boolean =>
  paypal.captureCount(paypalOrderId) > 0;

const merchantId = (payee: unknown): unknown =>
  (payee as { readonly merchant_id?: unknown }).merchant_id;

/** The completed refunds or reversals of an order, in minor units. */
function sumReturned({ purchase_units: units }: OrderRecord, isReversal: boolean): bigint {
  return units
    .flatMap(({ payments }) => payments?.refunds ?? [])
    .filter((it) => it.reversal === isReversal && it.status === "COMPLETED")
    .reduce((sum, { amount }) => sum + minorUnits(amount), 0n);
}
