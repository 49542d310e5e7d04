import { setTimeout as sleep } from "node:timers/promises";
import { type Migration, Migrator } from "kysely/migration";
import type pg from "pg";
import { neverAborted, unlessAborted } from "../lib/unless-aborted.ts";
import { type DatabaseConnection, openDatabase } from "./database.ts";
import * as orders from "./migrations/0001-orders.ts";
import * as money from "./migrations/0002-money.ts";
import * as webhookBackfill from "./migrations/0003-webhook-backfill.ts";
import * as operatorActs from "./migrations/0004-operator-acts.ts";
import * as rateLimits from "./migrations/0005-rate-limits.ts";
import * as traces from "./migrations/0006-traces.ts";
import * as openDisputes from "./migrations/0007-open-disputes.ts";
import * as watchedRows from "./migrations/0008-watched-rows.ts";
import * as paypalLooks from "./migrations/0009-paypal-looks.ts";
import * as disputes from "./migrations/0010-disputes.ts";
import * as statedReasons from "./migrations/0011-stated-reasons.ts";
import * as duplicateOrders from "./migrations/0012-duplicate-orders.ts";
import * as userIds from "./migrations/0013-user-ids.ts";
import * as writeProbe from "./migrations/0014-write-probe.ts";
import * as unmatchedPayments from "./migrations/0015-unmatched-payments.ts";
import * as disputeNews from "./migrations/0016-dispute-news.ts";
import * as closedPayments from "./migrations/0017-closed-payments.ts";
import * as orderSeals from "./migrations/0018-order-seals.ts";
import * as orderTotals from "./migrations/0019-order-totals.ts";
import * as unusedIndex from "./migrations/0020-unused-index.ts";
import * as ordersOfUser from "./migrations/0021-orders-of-user.ts";
import * as orderBills from "./migrations/0022-order-bills.ts";
import * as receipts from "./migrations/0023-receipts.ts";
import * as eventFeed from "./migrations/0024-event-feed.ts";
import * as eventEndpoints from "./migrations/0025-event-endpoints.ts";

// Forward only: do not edit a released migration; correct it with a new one.
const migrations: Readonly<Record<string, Migration>> = {
  "0001-orders": orders,
  "0002-money": money,
  "0003-webhook-backfill": webhookBackfill,
  "0004-operator-acts": operatorActs,
  "0005-rate-limits": rateLimits,
  "0006-traces": traces,
  "0007-open-disputes": openDisputes,
  "0008-watched-rows": watchedRows,
  "0009-paypal-looks": paypalLooks,
  "0010-disputes": disputes,
  "0011-stated-reasons": statedReasons,
  "0012-duplicate-orders": duplicateOrders,
  "0013-user-ids": userIds,
  "0014-write-probe": writeProbe,
  "0015-unmatched-payments": unmatchedPayments,
  "0016-dispute-news": disputeNews,
  "0017-closed-payments": closedPayments,
  "0018-order-seals": orderSeals,
  "0019-order-totals": orderTotals,
  "0020-unused-index": unusedIndex,
  "0021-orders-of-user": ordersOfUser,
  "0022-order-bills": orderBills,
  "0023-receipts": receipts,
  "0024-event-feed": eventFeed,
  "0025-event-endpoints": eventEndpoints,
};

/** The newest migration of this release. */
export const latestMigration: string = Object.keys(migrations).toSorted().at(-1) ?? "";

async function migrate(database: DatabaseConnection): Promise<void> {
  const later = await laterMigrations(database);
  const migrator = new Migrator({
    db: database.db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations, ...later }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/**
 * The names of migrations of a later release. After a rollback this release starts on the later
 * schema, which the migrator would otherwise reject as corrupted.
 */
async function laterMigrations({ pool }: DatabaseConnection): Promise<Record<string, Migration>> {
  const { rows: tables } = await pool.query<{ found: boolean }>(
    "select to_regclass('kysely_migration') is not null as found",
  );
  if (!tables[0]?.found) return {};
  const { rows } = await pool.query<{ name: string }>("select name from kysely_migration");
  const unknown = rows.filter(({ name }) => name > latestMigration);
  return Object.fromEntries(unknown.map(({ name }) => [name, { up: async () => undefined }]));
}

/**
 * Brings the schema up to date. Safe from several replicas at once: the migrator takes a lock.
 * Rejects if a migration fails, and rolls it back; rejects within 3 s after `stopping` is aborted.
 */
export async function migrateDatabase(
  databaseUrl: string,
  stopping: AbortSignal = neverAborted,
): Promise<void> {
  // A long migration, or the wait for another replica's, must not time out.
  const database = openDatabase({ url: databaseUrl, maxConnections: 1, hasNoTimeouts: true });
  try {
    const backend = await unlessAborted(stopping, () => readBackend(database.pool));
    try {
      await unlessAborted(stopping, () => migrate(database));
    } catch (error) {
      if (stopping.aborted) await terminateBackend(databaseUrl, backend);
      throw error;
    }
  } finally {
    const closed = database.close();
    // A statement that does not end keeps the connection open until the process exits.
    if (stopping.aborted) closed.catch(() => undefined);
    else await closed;
  }
}

/** The id of the server process of the pool's only connection. */
async function readBackend(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ id: number }>("select pg_backend_pid() as id");
  return rows[0]?.id ?? 0;
}

const terminationMs = 3_000;

/**
 * Ends a server process, so that its migration is rolled back. While a statement waits for a lock, PostgreSQL
 * does not notice that its client has exited, and statements of other clients wait behind it. Never rejects.
 */
async function terminateBackend(databaseUrl: string, backend: number): Promise<void> {
  const database = openDatabase({ url: databaseUrl, maxConnections: 1 });
  const terminated = database.pool.query("select pg_terminate_backend($1)", [backend]);
  await Promise.race([terminated.catch(() => undefined), sleep(terminationMs)]);
  database.close().catch(() => undefined);
}
