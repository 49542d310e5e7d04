import { createBillingClient } from "@onekonsole/billing-client";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import { startFlowEnvironment } from "@onekonsole/billing-testkit/server/flow-environment";
import { until } from "@onekonsole/billing-testkit/until";
import { expect, test } from "vitest";

const customers = 60;

test("60 customers at once each pay their own price and get their own cluster", async () => {
  await using environment = await startFlowEnvironment();
  const server = await environment.startServer();
  const { paypal, webOrder } = environment.sandbox;
  const client = createBillingClient({ url: server.url });

  const outcomes = await Promise.all(
    Array.from({ length: customers }, async (_, index) => {
      const sent = orderInput(`customer-${index}`, { images_storage: index + 1 });
      const created = await consoleCall(server.url, "/order/create", sent);
      const orderId = created.body["order_id"] as string;
      paypal.captureInBrowser(orderId);
      // A payer reloads the page where the service returns "try again".
      await until("the approval is accepted", async () => {
        const approved = await consoleCall(server.url, "/order/approve", { order_id: orderId });
        return approved.status === 200;
      });
      return { orderId, sent, state: (await client.waitUntilSettled(orderId)).state };
    }),
  );

  expect(new Set(outcomes.map(({ orderId }) => orderId)).size).toBe(customers);
  expect(webOrder.rows).toHaveLength(customers);
  for (const { orderId, sent, state } of outcomes) {
    const { user_id, cluster_name, images_storage } = sent.order_details;
    expect(state).toBe("provisioned");
    const { amount } = await client.order.get.query({ order_id: orderId });
    expect(amount).toEqual({ currency_code: "USD", value: `${20 + images_storage}.00` });
    expect(paypal.captureCount(orderId)).toBe(1);
    const row = webOrder.rows.find(({ paypal_id }) => paypal_id === orderId);
    expect(row).toMatchObject({ user_id, cluster_name, images_storage });
  }
  const tokenCalls = paypal.requests.filter(({ path }) => path === "/v1/oauth2/token");
  expect(tokenCalls).toHaveLength(1);
});
