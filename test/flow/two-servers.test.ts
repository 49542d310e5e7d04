import { createBillingClient } from "@onekonsole/billing-client";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { startFlowEnvironment } from "@onekonsole/billing-testkit/server/flow-environment";
import { expect, test } from "vitest";

test("an order approved on one server is watched on another", async () => {
  await using environment = await startFlowEnvironment();
  const [first, second] = [await environment.startServer(), await environment.startServer()];
  const here = createBillingClient({ url: first.url });
  const there = createBillingClient({ url: second.url });

  const { order_id } = await here.order.create.mutate(orderInput("watched-elsewhere"));
  const states: string[] = [];
  const settled = there.waitUntilSettled(order_id, { onUpdate: ({ state }) => states.push(state) });
  environment.sandbox.paypal.approve(order_id);
  await here.order.approve.mutate({ order_id });

  await settled;
  expect(states).toEqual(["awaiting_approval", "approved", "captured", "provisioned"]);
});

test("another server completes the orders of a killed one", async () => {
  await using environment = await startFlowEnvironment();
  const { paypal, webOrder } = environment.sandbox;
  const doomed = await environment.startServer();
  const client = createBillingClient({ url: doomed.url });
  const { order_id } = await client.order.create.mutate(orderInput("orphaned"));
  paypal.approve(order_id);
  paypal.faults.add({ operation: "orders.capture", kind: "hang", when: "after" });
  await client.order.approve.mutate({ order_id });
  await expect.poll(() => paypal.captureCount(order_id)).toBe(1);

  const heir = await environment.startServer();
  await doomed.kill();
  const settled = await createBillingClient({ url: heir.url }).waitUntilSettled(order_id);
  expect(settled.state).toBe("provisioned");
  expect(paypal.captureCount(order_id)).toBe(1);
  expect(webOrder.rows).toHaveLength(1);
});

test("resumes a stream on another replica after a clean stop", async () => {
  await using environment = await startFlowEnvironment();
  const [leaving, staying] = [await environment.startServer(), await environment.startServer()];
  const client = createBillingClient({ url: staying.url });
  const { order_id } = await client.order.create.mutate(orderInput("moved-stream"));

  // A load balancer: new connections go to the server that still listens.
  let target = leaving.url;
  const balanced = createBillingClient({
    url: "http://balancer.test",
    fetch: (input, init) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input);
      return fetch(target + pathname + search, init);
    },
  });
  const versions: number[] = [];
  const settled = balanced.waitUntilSettled(order_id, {
    onUpdate: ({ version }) => versions.push(version),
  });
  await expect.poll(() => versions).toEqual([1]);
  target = staying.url;
  expect(await leaving.stop()).toBe(0);
  environment.sandbox.paypal.approve(order_id);
  await client.order.approve.mutate({ order_id });

  await settled;
  expect(versions).toEqual([1, 2, 3, 4]);
});
