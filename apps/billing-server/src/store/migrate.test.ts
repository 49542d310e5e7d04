import {
  createTestDatabase,
  type TestDatabase,
} from "@onekonsole/billing-testkit/database/test-database";
import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "./database.ts";
import { migrateDatabase } from "./migrate.ts";
import * as firstMigration from "./migrations/0001-orders.ts";
import * as disputeNews from "./migrations/0016-dispute-news.ts";

let testDatabase: TestDatabase;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterAll(() => testDatabase[Symbol.asyncDispose]());

async function query(sql: string) {
  const database = openDatabase({ url: testDatabase.url, maxConnections: 1 });
  try {
    return (await database.pool.query(sql)).rows as object[];
  } finally {
    await database.close();
  }
}

const emptied = () => query("drop schema public cascade; create schema public");

/** The schema of the service's first release. */
async function migrateToFirst(): Promise<void> {
  const database = openDatabase({ url: testDatabase.url, maxConnections: 1 });
  const provider = { getMigrations: async () => ({ "0001-orders": firstMigration }) };
  const { error } = await new Migrator({ db: database.db, provider }).migrateToLatest();
  await database.close();
  if (error) throw error;
}

const schema = () =>
  query(`select table_name, column_name, data_type, is_nullable, column_default
           from information_schema.columns where table_schema = 'public' order by 1, 2`);

describe("migrateDatabase", () => {
  test("works when four replicas start on an empty database concurrently", async () => {
    const expected = await schema();
    await emptied();
    await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(testDatabase.url)));
    expect(await schema()).toEqual(expected);
    expect(await query("select name from kysely_migration")).toEqual([
      { name: "0001-orders" },
      { name: "0002-money" },
      { name: "0003-webhook-backfill" },
      { name: "0004-operator-acts" },
      { name: "0005-rate-limits" },
      { name: "0006-traces" },
      { name: "0007-open-disputes" },
      { name: "0008-watched-rows" },
      { name: "0009-paypal-looks" },
      { name: "0010-disputes" },
      { name: "0011-stated-reasons" },
      { name: "0012-duplicate-orders" },
      { name: "0013-user-ids" },
      { name: "0014-write-probe" },
      { name: "0015-unmatched-payments" },
      { name: "0016-dispute-news" },
      { name: "0017-closed-payments" },
      { name: "0018-order-seals" },
      { name: "0019-order-totals" },
      { name: "0020-unused-index" },
      { name: "0021-orders-of-user" },
      { name: "0022-order-bills" },
      { name: "0023-receipts" },
      { name: "0024-event-feed" },
      { name: "0025-event-endpoints" },
    ]);
  });

  test("starts on the schema of a later release, as after a rollback, and does not change it", async () => {
    await query(
      "insert into kysely_migration (name, timestamp) values ('9999-of-a-later-release', '2099-01-01T00:00:00.000Z')",
    );
    const before = await schema();
    await migrateDatabase(testDatabase.url);
    expect(await schema()).toEqual(before);
    await query("delete from kysely_migration where name = '9999-of-a-later-release'");
  });

  test("changes nothing the second time", async () => {
    const before = await schema();
    await migrateDatabase(testDatabase.url);
    expect(await schema()).toEqual(before);
  });

  test("rolls everything back on failure", async () => {
    await emptied();
    // Conflicts with the migration's last table.
    await query("create table order_events (n integer)");
    await expect(migrateDatabase(testDatabase.url)).rejects.toThrow("order_events");
    expect(await query("select to_regclass('orders') as found")).toEqual([{ found: null }]);
    await query("drop table order_events");
    await migrateDatabase(testDatabase.url);
    expect(await query("select count(*)::int as count from orders")).toEqual([{ count: 0 }]);
    expect(await query("select since from order_seals")).toEqual([]);
  });

  test("adds earlier captures to the ledger and makes their orders due", async () => {
    await emptied();
    await migrateToFirst();
    const states = ["awaiting_approval", "capture_failed", "captured", "provisioned"];
    for (const state of states)
      await query(`
        insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage,
          has_monitoring, monitoring_storage, has_alerting, currency, amount_minor, approve_before,
          state, paid_at)
        values (gen_random_uuid(), '${state}', 'u', 'c', 5, false, 0, false, 'EUR', 2500, now(),
          '${state}', ${state === "captured" || state === "provisioned" ? "now()" : "null"})`);
    await migrateDatabase(testDatabase.url);
    const rows = await query(`select state, captured_minor::int as captured,
      captured_currency as currency, due_at is not null as due from orders order by state`);
    expect(rows).toEqual([
      { state: "awaiting_approval", captured: 0, currency: null, due: true },
      { state: "capture_failed", captured: 0, currency: null, due: false },
      { state: "captured", captured: 2500, currency: "EUR", due: true },
      { state: "provisioned", captured: 2500, currency: "EUR", due: false },
    ]);
    expect(await query("select since from order_seals")).toHaveLength(1);
  });

  test("counts the orders, payments and refunds of earlier releases", async () => {
    await emptied();
    await migrateToFirst();
    for (const state of ["awaiting_approval", "captured", "provisioned", "provisioned"])
      await query(`
        insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage,
          has_monitoring, monitoring_storage, has_alerting, currency, amount_minor, approve_before,
          state)
        values (gen_random_uuid(), gen_random_uuid(), 'u', 'c', 5, false, 0, false, 'EUR', 2500,
          now(), '${state}')`);
    await migrateDatabase(testDatabase.url);
    const totals = () =>
      query(`select state, orders::int, captured_minor::int as captured,
        refunded_minor::int as refunded from order_totals order by state`);
    expect(await totals()).toEqual([
      { state: "awaiting_approval", orders: 1, captured: 0, refunded: 0 },
      { state: "captured", orders: 1, captured: 2500, refunded: 0 },
      { state: "provisioned", orders: 2, captured: 5000, refunded: 0 },
    ]);
    await query(`insert into refunds (id, order_id, amount_minor, status, kind)
      select gen_random_uuid(), id, 100, 'completed', 'refund' from orders where state = 'captured'`);
    await query("select recount_order_totals()");
    expect(await totals()).toContainEqual({
      state: "captured",
      orders: 1,
      captured: 2500,
      refunded: 100,
    });
    expect(await query("select count(*)::int as suspects from ledger_suspects")).toEqual([
      { suspects: 1 },
    ]);
  });

  test("begins the event feed with each order of earlier releases, oldest change first", async () => {
    await emptied();
    await migrateToFirst();
    for (const [n, state] of ["captured", "awaiting_approval"].entries())
      await query(`
        insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage,
          has_monitoring, monitoring_storage, has_alerting, currency, amount_minor, approve_before,
          state, version, created_at)
        values ('00000000-0000-0000-0000-00000000000${n}', 'P${n}', 'u', 'c', 5, false, 0, false,
          'EUR', 2500, now(), '${state}', ${3 - n}, now() - ${n} * interval '1 day')`);
    await migrateDatabase(testDatabase.url);
    expect(
      await query(`select position, right(order_id::text, 1) as order, version, captured_minor
        from event_feed order by position`),
    ).toEqual([
      { position: "1", order: "1", version: 2, captured_minor: null },
      { position: "2", order: "0", version: 3, captured_minor: "2500" },
    ]);
    expect(await query("select last_position from event_feed_state")).toEqual([
      { last_position: "2" },
    ]);
    expect(await query("select from event_feed_pending")).toEqual([]);
  });

  test("converts user ids to lower case, unless web-order may have the order with its id in capitals", async () => {
    await emptied();
    await migrateToFirst();
    for (const [user, state, delivery] of [
      ["AB", "awaiting_approval", "none"],
      ["aB", "provisioned", "none"],
      ["AB", "captured", "open"],
      ["AB", "refunded", "answered"],
    ])
      await query(`
        insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage,
          has_monitoring, monitoring_storage, has_alerting, currency, amount_minor, approve_before,
          state, delivery)
        values (gen_random_uuid(), '${state}', '${user}', 'c', 5, false, 0, false, 'EUR', 2500,
          now(), '${state}', '${delivery}')`);
    await migrateDatabase(testDatabase.url);
    expect(await query("select state, user_id from orders order by state")).toEqual([
      { state: "awaiting_approval", user_id: "ab" },
      { state: "captured", user_id: "AB" },
      { state: "provisioned", user_id: "ab" },
      { state: "refunded", user_id: "AB" },
    ]);
  });

  test("takes the state before a reversal from the history", async () => {
    await emptied();
    await migrateToFirst();
    const states = ["provisioned", "needs_attention", "closed"];
    for (const state of states)
      await query(`
        insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage,
          has_monitoring, monitoring_storage, has_alerting, currency, amount_minor, approve_before,
          state)
        values (gen_random_uuid(), '${state}', 'u', 'c', 5, false, 0, false, 'EUR', 2500, now(),
          '${state}')`);
    await query(`
      insert into order_events (order_id, version, event, from_state, to_state, problem, caused_by)
      select id, steps.* from orders, (values
        (2, 'delivered', 'captured', 'provisioned', 'Late.', 'deliver_job'),
        (3, 'payment_reversed', 'provisioned', 'needs_attention', 'Taken back.', 'webhook'),
        (4, 'dispute_opened', 'needs_attention', 'needs_attention', 'Taken back.', 'webhook')
      ) as steps`);
    await migrateDatabase(testDatabase.url);
    expect(await query("select count(reversed_from)::int as learned from orders")).toEqual([
      { learned: 0 },
    ]);
    await query(`
      alter table disputes drop column told_at;
      drop index disputes_by_id;
      update orders set captured_minor = 2500, captured_currency = 'EUR', reversed_minor = 2500,
        due_at = null`);
    const database = openDatabase({ url: testDatabase.url, maxConnections: 1 });
    await disputeNews.up(database.db as unknown as Kysely<unknown>);
    await database.close();
    expect(
      await query(`select state, reversed_from, problem_before_reversal as problem,
        due_at is not null as due from orders order by state`),
    ).toEqual([
      { state: "closed", reversed_from: null, problem: null, due: false },
      { state: "needs_attention", reversed_from: "provisioned", problem: "Late.", due: false },
      { state: "provisioned", reversed_from: null, problem: null, due: true },
    ]);
  });

  test("fails soon, and delays no event for long, while a long transaction reads the events", async () => {
    await emptied();
    await migrateDatabase(testDatabase.url);
    await query(`
      delete from kysely_migration where name >= '0020';
      drop index orders_of_user;
      alter table orders drop column net_minor, drop column vat_minor, drop column vat,
        drop column bill_lines;
      drop table receipts, receipt_series, event_feed, event_feed_pending, event_feed_state,
        event_dispatches, event_endpoint_acts, event_endpoints;
      drop function append_to_event_feed cascade;
      create index webhook_events_unknown_payment on webhook_events (received_at)`);
    const reader = openDatabase({ url: testDatabase.url, maxConnections: 1 });
    await reader.pool.query("begin; select from webhook_events");
    await expect(migrateDatabase(testDatabase.url)).rejects.toThrow("lock timeout");
    await reader.pool.query("rollback");
    await reader.close();
    await migrateDatabase(testDatabase.url);
    const found = "select to_regclass('webhook_events_unknown_payment') as found";
    expect(await query(found)).toEqual([{ found: null }]);
  });

  test("scans no orders for the constraints of their bills", async () => {
    const unchecked = await query(`
      select conname as name from pg_constraint
        where conrelid = 'orders'::regclass and not convalidated
          and pg_get_constraintdef(oid) ~ 'net_minor|vat_minor' order by 1`);
    expect(unchecked).toEqual([
      { name: "orders_bill_adds_up" },
      { name: "orders_net_positive" },
      { name: "orders_vat_positive" },
    ]);
  });

  test("rejects while the database is unavailable", async () => {
    await expect(migrateDatabase("postgres://unknown@127.0.0.1:1/nowhere")).rejects.toThrow();
  });
});
