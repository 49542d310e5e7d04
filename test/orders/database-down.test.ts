import { createBillingClient } from "@onekonsole/billing-client";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import { startDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import { startBillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import { expect, test } from "vitest";

// Above the 3 s that a connection may take, far below what a user would wait.
const quicklyMs = 5_000;

/** The log messages about connections to the database. */
const connectionMessages = (log: readonly string[]): unknown[] =>
  log
    .map((line) => (JSON.parse(line) as { msg: string }).msg)
    .filter((msg) => msg.startsWith("database connection"));

test("while the database is down, create returns 503 within seconds; afterwards the server recovers", async () => {
  await using database = await startDatabase();
  await using sandbox = await startSandbox();
  await using server = await startBillingProcess({ sandbox, databaseUrl: database.url });
  const post = (path: string, body: unknown) =>
    consoleCall(server.url, path, body, AbortSignal.timeout(quicklyMs));
  const create = (name: string) => post("/order/create", orderInput(name));
  const before = (await create("before-the-outage")).body["order_id"] as string;
  sandbox.paypal.approve(before);

  await database.stop();
  for (const response of [
    await create("during-the-outage"),
    await post("/order/approve", { order_id: before }),
  ])
    expect(response).toMatchObject({ status: 503, body: { code: "service_unavailable" } });
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);

  expect(connectionMessages(server.log)).toEqual(["database connection lost"]);

  await database.start();
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200);
  await expect.poll(() => connectionMessages(server.log)[1]).toBe("database connection restored");
  const after = (await create("after-the-outage")).body["order_id"] as string;
  sandbox.paypal.approve(after);
  const client = createBillingClient({ url: server.url });
  for (const orderId of [before, after]) {
    expect((await post("/order/approve", { order_id: orderId })).status).toBe(200);
    expect((await client.waitUntilSettled(orderId)).state).toBe("provisioned");
  }
  expect(sandbox.webOrder.rows).toHaveLength(2);
});
