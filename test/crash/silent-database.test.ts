import { toBillingError, createBillingClient } from "@onekonsole/billing-client";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import { openSilentLink } from "@onekonsole/billing-testkit/database/silent-link";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { startBillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import { until } from "@onekonsole/billing-testkit/until";
import { expect, test } from "vitest";

test.concurrent("abandons silent database connections, and a paid order is completed", async () => {
  await using database = await createTestDatabase({ allowOpenConnections: true });
  await using link = await openSilentLink(database.url);
  await using sandbox = await startSandbox();
  await using server = await startBillingProcess({ sandbox, databaseUrl: link.url });
  const { body } = await consoleCall(server.url, "/order/create", orderInput("gone-silent"));
  const orderId = body["order_id"] as string;
  sandbox.paypal.approve(orderId);

  link.silence();
  const client = createBillingClient({ url: server.url, retryForMs: 0 });
  // More requests than connections, so that every silent connection has one.
  const responses = Array.from({ length: 30 }, () =>
    client.order.get.query({ order_id: orderId }).then(
      () => "response",
      (error: unknown) => toBillingError(error).code,
    ),
  );
  expect(await Promise.all(responses)).not.toContain("unreachable");
  await until("an approval is accepted", () =>
    client.order.approve.mutate({ order_id: orderId }).catch(() => null),
  );
  expect((await client.waitUntilSettled(orderId)).state).toBe("provisioned");
  expect(sandbox.paypal.captureCount(orderId)).toBe(1);
  expect(sandbox.webOrder.rows).toHaveLength(1);
});

test.concurrent("stops cleanly on SIGTERM while its database connections are silent", async () => {
  await using database = await createTestDatabase({ allowOpenConnections: true });
  await using link = await openSilentLink(database.url);
  await using sandbox = await startSandbox();
  await using server = await startBillingProcess({ sandbox, databaseUrl: link.url });
  link.silence();
  expect(await server.stop()).toBe(0);
  expect(server.log.filter((line) => line.includes('"level":60'))).toEqual([]);
});
