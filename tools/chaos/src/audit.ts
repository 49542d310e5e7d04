import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { MoneyReport } from "@onekonsole/billing-server/ports/operator-store";
import { openDatabase } from "@onekonsole/billing-server/store/database";
import { moneyReport } from "@onekonsole/billing-server/store/money-report";
import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import { whyManual } from "./audit-manual-review.ts";
import { auditOrder, capturedAt } from "./audit-order.ts";
import { auditStrays } from "./audit-strays.ts";
import type { Ledger, Violation } from "./ledger.ts";
import { type BookedOrder, readRecords } from "./read-records.ts";

export interface AuditedParts {
  readonly database: RestartableDatabase;
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
}

/** Money of one currency as both sides count it, in minor units. */
export interface MoneyLine extends MoneyReport {
  readonly capturedAtPayPal: bigint;
}

export interface Audit {
  readonly orders: readonly BookedOrder[];
  readonly money: readonly MoneyLine[];
  /** Orders that are not provisioned although web-order has them, as a person was recordOrder. */
  readonly deliveredAllTheSame: number;
  /** Orders in `needs_attention` by why an operator has to decide; `none` settles by itself. */
  readonly manual: ReadonlyMap<string, number>;
  readonly violations: readonly Violation[];
}

/** Compares PayPal, web-order, our books and what customers were recordOrder. Nothing may be under way. */
export async function audit(parts: AuditedParts): Promise<Audit> {
  const { database, sandbox, ledger } = parts;
  const orders = await readRecords(database);
  const money = await compareMoney(parts);
  const reviews = reviewed(parts, orders);
  const violations = [
    ...ledger.violations,
    ...orders.flatMap((booked) => {
      const recordOrder = ledger.orders.get(booked.paypalOrderId) ?? null;
      const scenario = recordOrder ? ` [${recordOrder.scenario}]` : " [never recordOrder]";
      return auditOrder({ booked, sandbox, recordOrder }).map((what) => ({
        about: booked.paypalOrderId,
        what: `${what}${scenario} ${trailOf(booked)}`,
      }));
    }),
    ...forgotten(parts, orders),
    ...soldTwice(parts, orders),
    ...reviews
      .filter(({ why }) => why === null)
      .map(({ booked }) => ({
        about: booked.paypalOrderId,
        what: `needs no person, yet has one: ${booked.problem} ${trailOf(booked)}`,
      })),
    ...money
      .filter(
        ({ unaccounted, faults, captured, capturedAtPayPal }) =>
          unaccounted !== 0n || faults > 0 || captured !== capturedAtPayPal,
      )
      .map(({ currency }) => ({ about: currency, what: "the money does not add up" })),
    ...(await auditStrays(database, ledger)),
    ...(await leftovers(database)),
  ];
  const deliveredAllTheSame = orders.filter(
    ({ state, paypalOrderId }) =>
      state !== "provisioned" && sandbox.webOrder.rowsOf(paypalOrderId).length > 0,
  ).length;
  const manual = new Map<string, number>();
  for (const { why } of reviews) manual.set(why ?? "none", (manual.get(why ?? "none") ?? 0) + 1);
  return { orders, money, deliveredAllTheSame, manual, violations };
}

/** The orders that an operator has, and why. */
function reviewed({ sandbox }: AuditedParts, orders: readonly BookedOrder[]) {
  const clusters = Map.groupBy(orders, clusterOf);
  return orders
    .filter(({ state }) => state === "needs_attention")
    .map((booked) => {
      const sameCluster = clusters.get(clusterOf(booked)) ?? [];
      return { booked, why: whyManual({ booked, sandbox, sameCluster }) };
    });
}

const clusterOf = ({ userId, clusterName }: BookedOrder): string => `${userId} ${clusterName}`;

const trailOf = ({ events }: BookedOrder): string =>
  events.map(({ event, by }) => `${event}<${by}>`).join(" ");

/** Orders that PayPal or a customer knows of and our books don't. */
function forgotten({ sandbox, ledger }: AuditedParts, orders: readonly BookedOrder[]): Violation[] {
  const known = new Set<string>(orders.map(({ paypalOrderId }) => paypalOrderId));
  const paid = [...sandbox.paypal.orders.keys()].filter(
    (id) => !known.has(id) && !ledger.elsewhere.has(id) && sandbox.paypal.captureCount(id) > 0,
  );
  const recordOrder = [...ledger.orders.keys()].filter((id) => !known.has(id));
  return [
    ...paid.map((about) => ({ about, what: "was paid, and we don't know it" })),
    ...recordOrder.map((about) => ({
      about,
      what: "was answered to a customer, and we don't know it",
    })),
  ];
}

/** One user, one cluster name: one provisioned order, and one row at web-order for it. */
function soldTwice({ ledger }: AuditedParts, orders: readonly BookedOrder[]): Violation[] {
  const wishes = Map.groupBy(orders, clusterOf);
  return [...wishes.values()].flatMap((same) => {
    const provisioned = same.filter(({ state }) => state === "provisioned").length;
    const [first] = same;
    const about = first?.paypalOrderId ?? "";
    if (provisioned > 1) return [{ about, what: `one cluster was sold ${provisioned} times` }];
    const recordOrder = same.flatMap((it) => ledger.orders.get(it.paypalOrderId) ?? []);
    const bought = recordOrder.some(({ scenario }) => scenario === "buys one cluster twice");
    return bought && provisioned === 0
      ? [{ about, what: "was bought twice and never delivered" }]
      : [];
  });
}

async function compareMoney({ database, sandbox, ledger }: AuditedParts): Promise<MoneyLine[]> {
  const theirs = new Map<string, bigint>();
  for (const record of sandbox.paypal.orders.values()) {
    const { value, currency } = capturedAt(record);
    if (currency && !ledger.elsewhere.has(record.id))
      theirs.set(currency, (theirs.get(currency) ?? 0n) + value);
  }
  const books = openDatabase({ url: database.url, maxConnections: 1 });
  try {
    const ours = await moneyReport(books.db);
    const unknown = [...theirs.keys()].filter((code) => !ours.some((it) => it.currency === code));
    const none = { captured: 0n, provisioned: 0n, refunded: 0n, reversed: 0n, inHands: 0n };
    const nothing = { ...none, unaccounted: 0n, faults: 0, faulty: [] };
    return [...ours, ...unknown.map((currency) => ({ currency, ...nothing }))].map((line) => ({
      ...line,
      capturedAtPayPal: theirs.get(line.currency) ?? 0n,
    }));
  } finally {
    await books.close();
  }
}

/** Jobs and webhooks that nobody finished. */
async function leftovers(database: RestartableDatabase): Promise<Violation[]> {
  const jobs = await database.query<{
    name: string;
    data: unknown;
    state: string;
    output: unknown;
  }>(
    `select name, data, state, output from pgboss.job
      where name not in ('sweep', 'backfill') and (state < 'completed' or (state = 'failed' and name = 'stuck')) limit 50`,
  );
  const webhooks = await database.query<{ id: string }>(
    "select id from webhook_events where processed_at is null limit 50",
  );
  return [
    ...jobs.map(({ name, data, state, output }) => ({
      about: JSON.stringify(data),
      what: `a ${name} job is still ${state}: ${JSON.stringify(output)}`,
    })),
    ...webhooks.map(({ id }) => ({ about: id, what: "a webhook was never processed" })),
  ];
}
