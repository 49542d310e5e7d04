import { existsSync } from "node:fs";
import { join } from "node:path";
import { createBillingClient } from "@onekonsole/billing-client";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { startBillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import { expect, test } from "vitest";

const build = join(import.meta.dirname, "..", "..", "apps", "billing-server", "dist", "main.js");

test.skipIf(!existsSync(build))("what `npm run build` makes serves in production", async () => {
  await using database = await createTestDatabase({ allowOpenConnections: true });
  await using sandbox = await startSandbox();
  const settings = { NODE_ENV: "production", served_host: "127.0.0.1" };
  const options = { sandbox, databaseUrl: database.url, settings, built: true };
  await using server = await startBillingProcess(options);

  const created = await consoleCall(server.url, "/order/create", orderInput("built-cluster"));
  const orderId = created.body["order_id"] as string;
  sandbox.paypal.captureInBrowser(orderId);
  const approved = await consoleCall(server.url, "/order/approve", { order_id: orderId });
  expect(approved).toEqual({ status: 200, body: { id: orderId, status: "COMPLETED" } });
  const settled = await createBillingClient({ url: server.url }).waitUntilSettled(orderId);
  expect(settled.state).toBe("provisioned");
  expect(sandbox.webOrder.rows).toHaveLength(1);
  expect(await server.stop()).toBe(0);
});
