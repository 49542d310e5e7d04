import { type PoolerOptions, startPooler } from "@onekonsole/billing-testkit/database/pooler";
import {
  createTestDatabase,
  type TestDatabase,
} from "@onekonsole/billing-testkit/database/test-database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "./database.ts";
import { listen } from "./listen.ts";
import { sessionFault } from "./session-fault.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ allowOpenConnections: true });
});
afterAll(() => database[Symbol.asyncDispose]());

async function findFault(options: PoolerOptions, timeoutMs = 10_000) {
  await using pooler = await startPooler(database.url, options);
  return await sessionFault(pooler.url, timeoutMs);
}

describe("a session", () => {
  test("is kept by PostgreSQL itself", async () => {
    expect(await sessionFault(database.url)).toBeNull();
  });

  test("is kept by a pooler in session mode", async () => {
    expect(await findFault({})).toBeNull();
  });

  test("is not kept by a pooler in transaction mode", async () => {
    expect(await findFault({ transactionMode: true })).toBe("no_session");
  });

  test("is not kept by one whose only server connection is in another's transaction", async () => {
    expect(await findFault({ transactionMode: true, size: 1 }, 200)).toBe("no_session");
  });

  test("fails without notifications", async () => {
    expect(await findFault({ onDropped: () => undefined }, 200)).toBe("no_notification");
  });

  test("of a second connection fails if there is only one", async () => {
    expect(await findFault({ size: 1 }, 200)).toBe("no_second_connection");
  });

  test("that is cut off during the check indicates no pooler", async () => {
    const cut = Promise.withResolvers<void>();
    await using pooler = await startPooler(database.url, { onDropped: cut.resolve });
    const failed = sessionFault(pooler.url, 200).catch((error: unknown) => error);
    await cut.promise;
    await pooler[Symbol.asyncDispose]();
    expect(String(await failed)).toMatch(/connection|terminated/i);
  });

  test("that cannot start because the database is unavailable indicates no pooler", async () => {
    await expect(sessionFault("postgres://billing@127.0.0.1:1/billing")).rejects.toMatchObject({
      code: "ECONNREFUSED",
    });
  });
});

describe("behind a pooler in session mode that rejects unknown parameters", () => {
  test("statements have a timeout", async () => {
    await using pooler = await startPooler(database.url);
    const { pool, close } = openDatabase({ url: pooler.url });
    const { rows } = await pool.query(
      `select current_setting('statement_timeout') as statement,
         current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    await close();
    expect(rows).toEqual([{ statement: "10s", idle: "10s" }]);
  });

  test("a migration has no timeout", async () => {
    await using pooler = await startPooler(database.url);
    const { pool, close } = openDatabase({ url: pooler.url, hasNoTimeouts: true });
    const { rows } = await pool.query("select current_setting('statement_timeout') as statement");
    await close();
    expect(rows).toEqual([{ statement: "0" }]);
  });

  test("notifications of an order are received", async () => {
    await using pooler = await startPooler(database.url);
    const heard = Promise.withResolvers<string>();
    const listening = Promise.withResolvers<void>();
    const stop = listen({
      databaseUrl: pooler.url,
      channel: "order_changed",
      onNotification: heard.resolve,
      onReconnect: listening.resolve,
      onError: heard.reject,
    });
    await listening.promise;
    const { pool, close } = openDatabase({ url: pooler.url });
    await pool.query("select pg_notify('order_changed', 'moved')");
    expect(await heard.promise).toBe("moved");
    await close();
    await stop();
  });
});
