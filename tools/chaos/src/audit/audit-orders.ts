import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { RunRecord, Violation } from "../run-record.ts";
import { boughtTwice } from "../scenarios/scenario.ts";
import { auditOrder } from "./audit-order.ts";
import type { ManualReview } from "./manual-review.ts";
import { clusterKey, describeHistory, type StoredOrder } from "./stored-order.ts";

export interface AuditedRun {
  readonly orders: readonly StoredOrder[];
  readonly sandbox: Sandbox;
  readonly record: RunRecord;
}

/** The faults of each order. */
export function auditEachOrder({ orders, sandbox, record }: AuditedRun): readonly Violation[] {
  return orders.flatMap((stored) => {
    const recorded = record.orders.get(stored.paypalOrderId) ?? null;
    const scenario = recorded?.scenario ?? "no customer received it";
    return auditOrder({ stored, sandbox, recorded }).map((fault) => ({
      subject: stored.paypalOrderId,
      description: `${fault} [${scenario}] ${describeHistory(stored)}`,
    }));
  });
}

/** Orders that PayPal or a customer has and the database does not. */
export function findMissingOrders({ orders, sandbox, record }: AuditedRun): readonly Violation[] {
  const stored = new Set<string>(orders.map(({ paypalOrderId }) => paypalOrderId));
  const paid = [...sandbox.paypal.orders.keys()].filter(
    (id) =>
      !stored.has(id) && !record.foreignPayments.has(id) && sandbox.paypal.captureCount(id) > 0,
  );
  const received = [...record.orders.keys()].filter((id) => !stored.has(id));
  return [
    ...paid.map((subject) => ({ subject, description: "was paid, but is not in the database" })),
    ...received.map((subject) => ({
      subject,
      description: "was returned to a customer, but is not in the database",
    })),
  ];
}

/** One user and one cluster name: at most one provisioned order, and exactly one if bought twice. */
export function findDoubleSales({ orders, record }: Omit<AuditedRun, "sandbox">): Violation[] {
  const clusters = Map.groupBy(orders, clusterKey);
  return [...clusters.values()].flatMap((same) => {
    const provisioned = same.filter(({ state }) => state === "provisioned").length;
    const subject = same[0]?.paypalOrderId ?? "";
    if (provisioned > 1)
      return [{ subject, description: `one cluster was sold ${provisioned} times` }];
    const isBoughtTwice = same.some(
      ({ paypalOrderId }) => record.orders.get(paypalOrderId)?.scenario === boughtTwice,
    );
    return isBoughtTwice && provisioned === 0
      ? [{ subject, description: "was bought twice and never delivered" }]
      : [];
  });
}

/** Orders in manual review that need no operator. */
export function findNeedlessReviews(reviews: readonly ManualReview[]): readonly Violation[] {
  return reviews
    .filter(({ reason }) => reason === null)
    .map(({ stored }) => ({
      subject: stored.paypalOrderId,
      description: `is in manual review without need: ${stored.problem} ${describeHistory(stored)}`,
    }));
}
