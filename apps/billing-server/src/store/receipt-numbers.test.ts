import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleSeller } from "../config/seller.ts";
import { defaultVat } from "../config/vat-rule.ts";
import type { Order } from "../domain/order.ts";
import type { PaidOrder } from "../domain/receipt.ts";
import type { OrderStore } from "../ports/order-store.ts";
import {
  approved,
  captureCompleted,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { openDatabase } from "./database.ts";
import { issueDocuments } from "./issue-documents.ts";
import { createOrderStore } from "./order-store.ts";

const receiptRules = { seller: sampleSeller, vat: defaultVat };
const storeOptions = { enqueue: async () => undefined, duplicateWindowMs: 600_000 };

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest({ receiptRules });
});
afterAll(() => opened[Symbol.asyncDispose]());

const paid = (by: OrderStore) => storedOrder(by, approved, captureCompleted());

/** The numbers that were drawn, within their series. */
async function sequences(): Promise<number[]> {
  const { rows } = await opened.database.pool.query<{ sequence: number }>(
    "select sequence from receipts order by sequence",
  );
  return rows.map(({ sequence }) => sequence);
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

test("the numbers of 1,000 concurrent captures are unbroken, each once", async () => {
  await insertApproved(1_000);
  const database = openDatabase({ url: opened.databaseUrl, maxConnections: 20 });
  const busy = createOrderStore(database, { ...storeOptions, receiptRules });
  const { rows } = await database.pool.query<Pick<Order, "id">>("select id from orders");
  const captureInTurn = async () => {
    for (let row = rows.pop(); row; row = rows.pop()) {
      const order = (await busy.find(row.id)) as Order;
      await busy.apply(order, captureCompleted(), { by: "capture_job" });
    }
  };
  await Promise.all(Array.from({ length: 20 }, captureInTurn));
  await database.close();
  expect(await sequences()).toEqual(upTo(1_000));
});

test("a rollback leaves no gap", async () => {
  const drawn = (await sequences()).length;
  const order = await paid(createOrderStore(opened.database, storeOptions));
  const payment = order as PaidOrder;
  const undone = opened.database.db.transaction().execute(async (trx) => {
    await issueDocuments(trx, { order, payment }, receiptRules);
    throw new Error("Undone.");
  });
  await expect(undone).rejects.toThrow("Undone.");
  await paid(opened.store);
  expect(await sequences()).toEqual(upTo(drawn + 1));
});

test("a capture does not wait for long for a transaction that keeps the series locked", async () => {
  const drawn = (await sequences()).length;
  const order = await storedOrder(opened.store, approved);
  const keeper = await opened.database.pool.connect();
  await keeper.query("begin; select from receipt_series for update");
  const refused = opened.store.apply(order, captureCompleted(), { by: "capture_job" });
  await expect(refused).rejects.toMatchObject({ code: "service_unavailable" });
  await keeper.query("rollback");
  keeper.release();
  expect(await opened.store.find(order.id)).toMatchObject({ state: order.state });
  await opened.store.apply(order, captureCompleted(), { by: "capture_job" });
  expect(await sequences()).toEqual(upTo(drawn + 1));
});

test("a receipt is not dated before its payment, although the database's clock is behind", async () => {
  const ahead = new Date(Date.now() + 60_000);
  const order = { ...(await paid(createOrderStore(opened.database, storeOptions))), paidAt: ahead };
  const payment = order as PaidOrder;
  const { db } = opened.database;
  await db.transaction().execute((trx) => issueDocuments(trx, { order, payment }, receiptRules));
  const [receipt] = await opened.store.listReceipts(order.id);
  expect(receipt?.issued_time).toBe(ahead.toISOString());
});

test("numbers begin at 1 in each year, and are in the order of their times", async () => {
  await using later = await openStoreUnderTest({ receiptRules });
  await later.database.pool.query(`
    create schema moved;
    create table moved.clock as select timestamptz '2030-12-31T23:59:59Z' as at;
    create function moved.now() returns timestamptz language sql stable as
      'select at from moved.clock';
    do $$ begin
      execute format('alter database %I set search_path = public, moved, pg_catalog',
        current_database());
    end $$`);
  const database = openDatabase({ url: later.databaseUrl });
  const moved = createOrderStore(database, { ...storeOptions, receiptRules });
  const at = (time: string) => database.pool.query("update moved.clock set at = $1", [time]);
  const orders = [await paid(moved), await paid(moved)];
  // A clock that is set back.
  await at("2030-12-31T23:59:58Z");
  orders.push(await paid(moved));
  await at("2031-01-01T00:00:00Z");
  orders.push(await paid(moved));
  const issued = await Promise.all(orders.map(({ id }) => moved.listReceipts(id)));
  await database.close();
  expect(issued.flat().map(({ number, issued_time }) => [number, issued_time])).toEqual([
    ["2030-000001", "2030-12-31T23:59:59.000Z"],
    ["2030-000002", "2030-12-31T23:59:59.000Z"],
    ["2030-000003", "2030-12-31T23:59:59.000Z"],
    ["2031-000001", "2031-01-01T00:00:00.000Z"],
  ]);
});

/** Inserts approved orders of different users in one statement. */
const insertApproved = (count: number) =>
  opened.database.pool.query(`
    insert into orders (id, paypal_order_id, state, version, user_id, cluster_name, images_storage,
        has_monitoring, monitoring_storage, has_alerting, currency, amount_minor, net_minor,
        vat_minor, vat, bill_lines, approve_before)
      select gen_random_uuid(), 'BULK' || n, 'approved', 2, gen_random_uuid(), 'blue-lake', 11,
          false, 0, false, 'EUR', 3100, 2583, 517, '${JSON.stringify(defaultVat)}',
          '[{"item":"basic","quantity":1,"unit_minor":"3100"}]', now() + interval '1 hour'
        from generate_series(1, ${count}) as n`);
