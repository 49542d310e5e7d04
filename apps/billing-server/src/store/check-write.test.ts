import {
  createTestDatabase,
  type TestDatabase,
} from "@onekonsole/billing-testkit/database/test-database";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkWrite } from "./check-write.ts";
import { type DatabaseConnection, openDatabase } from "./database.ts";

let testDatabase: TestDatabase;
let database: DatabaseConnection;
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
});
afterEach(async () => {
  await database.close();
  await testDatabase[Symbol.asyncDispose]();
});

const check = () => checkWrite(database.pool);
const query = async (text: string) => (await database.pool.query(text)).rows as object[];
const unavailable = { code: "service_unavailable" };

/** Closed at the end of its test. */
function singleConnection(parameters = "") {
  const url = `${testDatabase.url}${parameters}`;
  const opened = openDatabase({ url, maxConnections: 1 });
  return { ...opened, [Symbol.asyncDispose]: opened.close };
}

describe("a write succeeds", () => {
  test("with a row that stays the only one, however many replicas check at once", async () => {
    for (let round = 0; round < 3; round += 1) await Promise.all(Array.from({ length: 20 }, check));
    expect(await query("select count(*)::int as rows from write_probe")).toEqual([{ rows: 1 }]);
  });

  test("with a megabyte in a temporary file, which is deleted", async () => {
    await using one = singleConnection();
    await checkWrite(one.pool);
    await one.pool.query("select pg_stat_force_next_flush()");
    const { rows } = await one.pool.query<{ bytes: string }>(
      "select pg_stat_get_db_temp_bytes(oid) as bytes from pg_database where datname = $1",
      [testDatabase.name],
    );
    expect(Number(rows[0]?.bytes)).toBeGreaterThanOrEqual(1_000_000);
    expect((await one.pool.query("select name from pg_ls_tmpdir()")).rows).toEqual([]);
  });

  test("and the connection has its usual work_mem afterwards", async () => {
    await using one = singleConnection();
    const memory = async () => (await one.pool.query("show work_mem")).rows as object[];
    const before = await memory();
    await checkWrite(one.pool);
    expect(await memory()).toEqual(before);
  });
});

describe("no write succeeds", () => {
  test("if a file cannot be extended", async () => {
    // This limit causes the same class of errors as a full disk.
    await query(`alter database ${testDatabase.name} set temp_file_limit = '512kB'`);
    await using limited = singleConnection();
    await expect(checkWrite(limited.pool)).rejects.toMatchObject(unavailable);
    expect((await limited.pool.query("select 1 as alive")).rows).toEqual([{ alive: 1 }]);
  });

  test("if the row cannot be stored, and succeeds again once it can", async () => {
    await check();
    await query(`
      create function disk_full() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
      create trigger full_disk before update on write_probe execute function disk_full()`);
    await expect(check()).rejects.toMatchObject({
      ...unavailable,
      cause: expect.objectContaining({ code: "53100" }),
    });
    await query("drop trigger full_disk on write_probe");
    await expect(check()).resolves.toBeUndefined();
  });

  test("if the database is read-only", async () => {
    await using demoted = singleConnection("?options=-c%20default_transaction_read_only%3Don");
    await expect(checkWrite(demoted.pool)).rejects.toMatchObject(unavailable);
  });
});
