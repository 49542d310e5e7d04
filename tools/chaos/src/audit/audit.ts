import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import type { RunRecord, Violation } from "../run-record.ts";
import {
  auditForeignPayments,
  type UnmatchedPayment,
  unmatchedPaymentsQuery,
} from "./audit-foreign-payments.ts";
import {
  auditEachOrder,
  findDoubleSales,
  findMissingOrders,
  findNeedlessReviews,
} from "./audit-orders.ts";
import {
  auditMoney,
  compareMoney,
  type MoneyLine,
  readMoneyReport,
  sumCaptures,
} from "./compare-money.ts";
import { findLeftovers } from "./find-leftovers.ts";
import { type ManualReview, manualReviews } from "./manual-review.ts";
import { readStoredOrders } from "./read-stored-orders.ts";
import type { StoredOrder } from "./stored-order.ts";

export interface AuditOptions {
  readonly database: RestartableDatabase;
  readonly sandbox: Sandbox;
  readonly record: RunRecord;
}

export interface Audit {
  readonly orders: readonly StoredOrder[];
  readonly money: readonly MoneyLine[];
  /** Orders at web-order whose payment was returned later: they are not provisioned. */
  readonly deliveredThenReturned: number;
  /** Orders in `needs_attention` by the reason for manual review; `none` needs no operator. */
  readonly manualReviews: ReadonlyMap<string, number>;
  readonly violations: readonly Violation[];
}

/**
 * Compares the database with PayPal, web-order and the customers' record. The drain must be over: work
 * in progress appears as a violation.
 */
export async function audit({ database, sandbox, record }: AuditOptions): Promise<Audit> {
  const orders = await readStoredOrders(database);
  const run = { orders, sandbox, record };
  const captures = sumCaptures(sandbox.paypal, record);
  const money = compareMoney(await readMoneyReport(database.url), captures);
  const reviews = manualReviews(orders, sandbox);
  const unmatched = await database.query<UnmatchedPayment>(unmatchedPaymentsQuery);
  return {
    orders,
    money,
    deliveredThenReturned: orders.filter(
      ({ state, paypalOrderId }) =>
        state !== "provisioned" && sandbox.webOrder.findRows(paypalOrderId).length > 0,
    ).length,
    manualReviews: countByReason(reviews),
    violations: [
      ...record.violations,
      ...auditEachOrder(run),
      ...findMissingOrders(run),
      ...findDoubleSales(run),
      ...findNeedlessReviews(reviews),
      ...auditMoney(money),
      ...auditForeignPayments(unmatched, record),
      ...(await findLeftovers(database)),
    ],
  };
}

function countByReason(reviews: readonly ManualReview[]): ReadonlyMap<string, number> {
  const groups = Map.groupBy(reviews, ({ reason }) => reason ?? "none");
  return new Map([...groups].map(([reason, { length }]) => [reason, length]));
}
