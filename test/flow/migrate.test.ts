import { once } from "node:events";
import { text } from "node:stream/consumers";
import { createBillingClient } from "@onekonsole/billing-client";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { startFlowEnvironment } from "@onekonsole/billing-testkit/server/flow-environment";
import { spawnServer } from "@onekonsole/billing-testkit/server/spawn-server";
import pg from "pg";
import { expect, inject, test } from "vitest";

interface Run {
  readonly exitCode: number;
  readonly log: string;
}

/** Runs the migration program as the image does, with the database's variable alone. */
async function migrate(database_url: string): Promise<Run> {
  const environment = { NODE_ENV: "production", database_url };
  const child = spawnServer({ name: "migrate", built: true, environment });
  child.stderr.on("data", (chunk: Buffer) => process.stderr.write(chunk));
  const [[exitCode], log] = await Promise.all([once(child, "exit"), text(child.stdout)]);
  return { exitCode: exitCode as number, log };
}

async function query(url: string, sql: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as object[];
  } finally {
    await client.end();
  }
}

const emptied = (url: string) => query(url, "drop schema public cascade; create schema public");

/** All tables, columns and queues. */
const readSchema = async (url: string) => ({
  columns: await query(
    url,
    `select table_schema, table_name, column_name, data_type from information_schema.columns
      where table_schema in ('public', 'pgboss') order by 1, 2, 3`,
  ),
  queues: await query(url, "select name, policy, retry_limit from pgboss.queue order by 1"),
});

test("three migrations and a server at once migrate an empty database", async () => {
  await using environment = await startFlowEnvironment();
  const { databaseUrl, sandbox } = environment;
  await emptied(databaseUrl);
  const [server, ...runs] = await Promise.all([
    environment.startServer(),
    ...Array.from({ length: 3 }, () => migrate(databaseUrl)),
  ]);

  expect(runs.map(({ exitCode, log }) => (exitCode === 0 ? "ok" : log))).toEqual([
    "ok",
    "ok",
    "ok",
  ]);
  const client = createBillingClient({ url: server.url });
  const { order_id } = await client.order.create.mutate(orderInput("migrated-cluster"));
  sandbox.paypal.approve(order_id);
  await client.order.approve.mutate({ order_id });
  expect((await client.waitUntilSettled(order_id)).state).toBe("provisioned");
});

test("after a migration, the server and a second migration change nothing", async () => {
  await using environment = await startFlowEnvironment();
  const { databaseUrl } = environment;
  await emptied(databaseUrl);
  expect(await migrate(databaseUrl)).toMatchObject({ exitCode: 0 });
  const migrated = await readSchema(databaseUrl);
  expect(migrated.queues).not.toEqual([]);
  expect(await migrate(databaseUrl)).toMatchObject({ exitCode: 0 });
  await environment.startServer();
  expect(await readSchema(databaseUrl)).toEqual(migrated);
});

test("a failed migration reports the reason without the password", async () => {
  await using database = await createTestDatabase();
  await emptied(database.url);
  await query(database.url, "create table order_events (n integer)");
  const failed = await migrate(database.url);
  expect(failed).toMatchObject({ exitCode: 1, log: expect.stringContaining("order_events") });
  expect(failed.log).not.toContain(new URL(inject("databaseServerUrl")).password);
});

test("a migration without a reachable database fails", async () => {
  const unreachable = "postgres://user@127.0.0.1:1/missing";
  expect(await migrate(unreachable)).toMatchObject({ exitCode: 1 });
});
