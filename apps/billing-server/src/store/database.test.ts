import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { openDatabase } from "./database.ts";

// A test database fails its test if a connection stays open.
describe("closing a database ends its connections", () => {
  test.each(["pg only", "kysely only", "both", "nothing"])("used by %s", async (users) => {
    await using testDatabase = await createTestDatabase();
    const { db, pool, close } = openDatabase({ url: testDatabase.url });
    if (users === "pg only" || users === "both") await pool.query("select 1");
    if (users === "kysely only" || users === "both") await sql`select 1`.execute(db);
    await close();
    await expect(pool.query("select 1")).rejects.toThrow("after calling end");
  });
});

test("an idle connection that the server ends is reported, and replaced by the next statement", async () => {
  await using testDatabase = await createTestDatabase();
  const errors: Error[] = [];
  const onError = (error: Error) => errors.push(error);
  const { pool, close } = openDatabase({ url: testDatabase.url, maxConnections: 1, onError });
  const { rows } = await pool.query("select pg_backend_pid() as pid");
  const other = openDatabase({ url: testDatabase.url, maxConnections: 1 });
  await other.pool.query("select pg_terminate_backend($1)", [(rows[0] as { pid: number }).pid]);
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  expect((await pool.query("select 1 as alive")).rows).toEqual([{ alive: 1 }]);
  await other.close();
  await close();
});
