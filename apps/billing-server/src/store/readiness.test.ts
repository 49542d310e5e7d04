import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newOrder, openStoreUnderTest, type StoreUnderTest } from "../testing/store-under-test.ts";
import { openDatabase } from "./database.ts";
import { createJobQueue, queueNames } from "./job-queue.ts";
import { createOrderStore } from "./order-store.ts";
import { checkDatabase } from "./readiness.ts";

let opened: StoreUnderTest;
beforeEach(async () => {
  opened = await openStoreUnderTest();
});
afterEach(() => opened[Symbol.asyncDispose]());

const check = () => checkDatabase(opened.database.db, queueNames);
const run = (text: string) => sql.raw(text).execute(opened.database.db);

/** The state after a server has started and stopped. */
async function startQueuesOnce(): Promise<void> {
  const onError = () => undefined;
  const jobs = createJobQueue({
    databaseUrl: opened.databaseUrl,
    onError,
    onAttempt: () => undefined,
  });
  await jobs.start();
  await jobs.stop(0);
}

describe("the database is ready", () => {
  test("with every migration and every queue", async () => {
    await startQueuesOnce();
    await expect(check()).resolves.toBeUndefined();
  });

  test("after a rollback from a later release", async () => {
    await startQueuesOnce();
    await run("insert into kysely_migration (name, timestamp) values ('9999-later', '')");
    await expect(check()).resolves.toBeUndefined();
  });
});

describe("the database is not ready", () => {
  test("before its queues are there", async () => {
    await expect(check()).rejects.toThrow();
  });

  test("with one queue missing", async () => {
    await startQueuesOnce();
    await run(`delete from pgboss.queue where name = 'sweep'`);
    await expect(check()).rejects.toThrow("A job queue is missing.");
  });

  test("without the last migration", async () => {
    await startQueuesOnce();
    await run("delete from kysely_migration where name >= '0005'");
    await expect(check()).rejects.toThrow(/^The schema is at 0004-.*, not \d{4}-/);
  });

  test("with no migration at all", async () => {
    await startQueuesOnce();
    await run("delete from kysely_migration");
    await expect(check()).rejects.toThrow(/^The schema is at nothing, not /);
  });

  test("while it is read-only, as after a failover, and a create gets 503", async () => {
    await startQueuesOnce();
    const readOnly = "options=-c%20default_transaction_read_only%3Don";
    const demoted = openDatabase({ url: `${opened.databaseUrl}?${readOnly}` });
    await expect(checkDatabase(demoted.db, queueNames)).rejects.toThrow("accepts no writes");
    const options = { enqueue: async () => undefined, duplicateWindowMs: 0 };
    const create = createOrderStore(demoted, options).insert(newOrder(), { by: "create" });
    await expect(create).rejects.toMatchObject({ code: "service_unavailable" });
    await demoted.close();
  });

  test("while it is unavailable, which is not an internal error", async () => {
    const away = openDatabase({ url: "postgres://unknown@127.0.0.1:1/nowhere" });
    await expect(checkDatabase(away.db, queueNames)).rejects.toMatchObject({
      code: "service_unavailable",
    });
    await away.close();
  });
});
