import { createBillingClient } from "@onekonsole/billing-client";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { startPooler } from "@onekonsole/billing-testkit/database/pooler";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { startBillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import { expect, test } from "vitest";

test("a server behind a pooler in transaction mode exits at once and logs the reason", async () => {
  await using database = await createTestDatabase({ allowOpenConnections: true });
  await using pooler = await startPooler(database.url, { transactionMode: true });
  await using sandbox = await startSandbox();
  const started = startBillingProcess({ sandbox, databaseUrl: pooler.url });
  await expect(started).rejects.toThrow(/"msg":"The configuration is invalid:.*session mode/);
});

test("a server behind a pooler in session mode completes an order", async () => {
  await using database = await createTestDatabase({ allowOpenConnections: true });
  await using pooler = await startPooler(database.url, { size: 27 });
  await using sandbox = await startSandbox();
  await using server = await startBillingProcess({ sandbox, databaseUrl: pooler.url });
  const client = createBillingClient({ url: server.url });
  const { order_id } = await client.order.create.mutate(orderInput("pooled-cluster"));
  sandbox.paypal.approve(order_id);
  await client.order.approve.mutate({ order_id });
  expect((await client.waitUntilSettled(order_id)).state).toBe("provisioned");
  expect(await server.stop()).toBe(0);
});
