import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { MoneyReport } from "@onekonsole/billing-server/ports/operator-store";
import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import type { DeferredActions } from "../deferred-actions.ts";
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
import { auditReceipts, readStoredReceipts, type StoredReceipts } from "./audit-receipts.ts";
import {
  auditMoney,
  compareMoney,
  type MoneyLine,
  readMoneyReport,
  sumCaptures,
} from "./compare-money.ts";
import { findLeftoverActions, findLeftovers } from "./find-leftovers.ts";
import { type ManualReview, manualReviews } from "./manual-review.ts";
import { readStoredOrders } from "./read-stored-orders.ts";
import type { StoredOrder } from "./stored-order.ts";

/** The upstreams, and what the customers' side of a run recorded. */
interface Witnesses {
  readonly sandbox: Sandbox;
  readonly record: RunRecord;
  readonly deferred: Pick<DeferredActions, "leftover">;
}

export interface AuditOptions extends Witnesses {
  readonly database: RestartableDatabase;
}

/** Everything that the audit compares. */
export interface RunEvidence extends Witnesses {
  readonly orders: readonly StoredOrder[];
  /** The server's own money report. */
  readonly moneyReports: readonly MoneyReport[];
  readonly unmatchedPayments: readonly UnmatchedPayment[];
  /** The unfinished jobs and webhooks. */
  readonly leftovers: readonly Violation[];
  readonly receipts: StoredReceipts;
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
export async function audit({ database, ...witnesses }: AuditOptions): Promise<Audit> {
  return auditEvidence({
    ...witnesses,
    orders: await readStoredOrders(database),
    moneyReports: await readMoneyReport(database.url),
    unmatchedPayments: await database.query<UnmatchedPayment>(unmatchedPaymentsQuery),
    leftovers: await findLeftovers(database),
    receipts: await readStoredReceipts(database),
  });
}

/** The same comparison without the database. */
export function auditEvidence(evidence: RunEvidence): Audit {
  const { orders, sandbox, record } = evidence;
  const money = compareMoney(evidence.moneyReports, sumCaptures(sandbox.paypal, record));
  const reviews = manualReviews(orders, sandbox);
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
      ...auditEachOrder(evidence),
      ...findMissingOrders(evidence),
      ...findDoubleSales(evidence),
      ...findNeedlessReviews(reviews),
      ...auditMoney(money),
      ...auditForeignPayments(evidence.unmatchedPayments, record),
      ...evidence.leftovers,
      ...auditReceipts(evidence.receipts),
      ...findLeftoverActions(evidence.deferred),
    ],
  };
}

function countByReason(reviews: readonly ManualReview[]): ReadonlyMap<string, number> {
  const groups = Map.groupBy(reviews, ({ reason }) => reason ?? "none");
  return new Map([...groups].map(([reason, { length }]) => [reason, length]));
}
