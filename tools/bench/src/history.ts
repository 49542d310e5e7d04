import { createBackfillCheckpoint } from "@onekonsole/billing-server/store/backfill-checkpoint";
import { countDisputed } from "@onekonsole/billing-server/store/count-disputed";
import { countStates } from "@onekonsole/billing-server/store/count-states";
import { type DatabaseConnection, openDatabase } from "@onekonsole/billing-server/store/database";
import { createLedgerAudit } from "@onekonsole/billing-server/store/ledger-audit";
import { countMerchantHeld } from "@onekonsole/billing-server/store/merchant-held";
import { migrateDatabase } from "@onekonsole/billing-server/store/migrate";
import { moneyReport } from "@onekonsole/billing-server/store/money-report";
import { createOperatorStore } from "@onekonsole/billing-server/store/operator-store";
import { createOrderStore } from "@onekonsole/billing-server/store/order-store";
import { oldestRefundSeconds } from "@onekonsole/billing-server/store/refunds-under-way";
import { countUnmatched } from "@onekonsole/billing-server/store/unmatched-payments";
import { fillHistory } from "@onekonsole/billing-testkit/database/fill-history";
import type { Size } from "./bench.ts";
import type { BenchEnvironment } from "./environment.ts";
import { type Row, toRow } from "./report/row.ts";

const few = 10_000;
const many = { quick: 50_000, full: 1_000_000 };
const rounds = 40;
// The calls take a few ms, so single ones vary with other load on the machine.
const callsPerRound = 5;

/** Measures what reads orders, beside the same on a database with few finished orders. */
export async function benchHistory(
  { database }: BenchEnvironment,
  size: Size,
): Promise<readonly Row[]> {
  // Another number makes the run comparable with other reports only of the same number.
  const orders = Number(process.env["history_orders"] ?? many[size]);
  await using stack = new AsyncDisposableStack();
  const small = stack.use(await fillDatabase(database.url, "history_few", few)).filled;
  const large = stack.use(await fillDatabase(database.url, "history_many", orders)).filled;
  const rows: Row[] = [];
  for (const [name, work] of Object.entries(works)) {
    const times: { few: number[]; many: number[] } = { few: [], many: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const [one, other] = [await measure(small, work), await measure(large, work)];
      if (round === 0) continue;
      times.few.push(one);
      times.many.push(other);
    }
    rows.push(
      toRow({
        name: `${name}, ${orders} finished orders`,
        unit: "ms",
        rounds: times.many,
        baseline: { name: `${few}`, rounds: times.few },
        ...(name === auditPiece ? {} : { target: { of: "ratio", limit: 1.3 } }),
      }),
    );
  }
  return rows;
}

interface FilledDatabase extends DatabaseConnection {
  /** When its newest order was created. */
  readonly newest: Date;
}

type Work = (database: FilledDatabase) => Promise<unknown>;

const enqueue = async () => undefined;

const listed = {
  states: undefined,
  disputed: false,
  refundUnderWay: false,
  forMs: 0,
  limit: 50,
  after: null,
};

const storeOf = (connection: DatabaseConnection) =>
  createOrderStore(connection, { enqueue, duplicateWindowMs: 600_000 });

// Its orders are spread over the table, so the time depends on how much of it is in memory.
const auditPiece = "audit, a piece";

const works: Readonly<Record<string, Work>> = {
  // At once, as in a scrape.
  "the statements of GET /metrics": ({ db }) =>
    Promise.all([
      moneyReport(db),
      countStates(db),
      countDisputed(db),
      countUnmatched(db),
      countMerchantHeld(db),
      oldestRefundSeconds(db),
      createLedgerAudit(db).status(),
      createBackfillCheckpoint(db).read(),
    ]),
  "operator.money": ({ db }) => moneyReport(db),
  "operator.orders": ({ db }) => createOperatorStore(db, enqueue).list(listed),
  "operator.orders, finished": ({ db }) =>
    createOperatorStore(db, enqueue).list({ ...listed, states: ["provisioned"] }),
  "order.get": async (connection) => {
    const store = storeOf(connection);
    const order = await store.findByPayPalId("P500" as Parameters<typeof store.findByPayPalId>[0]);
    if (!order) throw new Error("The order P500 is missing.");
    await store.auditEventsSince(order.id, 0);
  },
  "sweep, one claim": (connection) => storeOf(connection).claimDue(20),
  "reconcile, 30 orders": ({ db, newest }) =>
    createOperatorStore(db, enqueue).reconcile({
      since: new Date(newest.getTime() - 30_000),
      actor: "bench",
      note: "bench",
    }),
  [auditPiece]: ({ db }) => createLedgerAudit(db).readPiece(1_000),
};

/** Milliseconds per call. */
async function measure(filled: FilledDatabase, work: Work): Promise<number> {
  await filled.pool.query("update orders set due_at = now() where due_at > now()");
  const startedAt = performance.now();
  for (let call = 0; call < callsPerRound; call += 1) await work(filled);
  return (performance.now() - startedAt) / callsPerRound;
}

/** A new database on the same server, filled; disposing drops it. */
async function fillDatabase(serverUrl: string, name: string, finished: number) {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const server = openDatabase({ url: serverUrl, maxConnections: 1, hasNoTimeouts: true });
  await server.pool.query(`create database ${name}`);
  await migrateDatabase(url.href);
  const filling = openDatabase({ url: url.href, maxConnections: 1, hasNoTimeouts: true });
  await fillHistory(filling.pool, finished);
  await filling.close();
  const connection = openDatabase({ url: url.href });
  const { rows } = await connection.pool.query<{ newest: Date }>(
    "select max(created_at) as newest from orders",
  );
  return {
    filled: { ...connection, newest: rows[0]?.newest ?? new Date() },
    [Symbol.asyncDispose]: async () => {
      await connection.close();
      await server.pool.query(`drop database ${name}`);
      await server.close();
    },
  };
}
