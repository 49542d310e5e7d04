import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openDatabase } from "./database.ts";
import { migrateDatabase } from "./migrate.ts";

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

const schema = () =>
  query(`select table_name, column_name, data_type, is_nullable, column_default
           from information_schema.columns where table_schema = 'public' order by 1, 2`);

describe("migrateDatabase", () => {
  test("works when four replicas start on an empty database at once", async () => {
    const expected = await schema();
    await emptied();
    await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(testDatabase.url)));
    expect(await schema()).toEqual(expected);
    expect(await query("select name from kysely_migration")).toEqual([{ name: "0001-orders" }]);
  });

  test("changes nothing the second time", async () => {
    const before = await schema();
    await migrateDatabase(testDatabase.url);
    expect(await schema()).toEqual(before);
  });

  test("leaves nothing half done when it fails", async () => {
    await emptied();
    // In the way of the migration's last table.
    await query("create table order_events (n integer)");
    await expect(migrateDatabase(testDatabase.url)).rejects.toThrow("order_events");
    expect(await query("select to_regclass('orders') as found")).toEqual([{ found: null }]);
    await query("drop table order_events");
    await migrateDatabase(testDatabase.url);
    expect(await query("select count(*)::int as count from orders")).toEqual([{ count: 0 }]);
  });

  test("rejects when the database is away", async () => {
    await expect(migrateDatabase("postgres://nobody@127.0.0.1:1/nowhere")).rejects.toThrow();
  });
});
