import { randomUUID } from "node:crypto";
import type { Order } from "@onekonsole/billing-contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OrderFlow, startOrderFlow } from "./order-flow.ts";

let flow: OrderFlow;
beforeAll(async () => {
  flow = await startOrderFlow();
});
afterAll(() => flow[Symbol.asyncDispose]());

/** Makes retries of deliveries due. Deliveries that may still arrive within a minute are not retried. */
const makeRetriesDue = () =>
  flow.query(
    "update pgboss.job set start_after = now() where name = 'deliver' and state in ('created', 'retry')",
  );

/** Waits until the order is in that state, without the backoff between deliveries. */
const reaches = (orderId: string, state: Order["state"]) =>
  expect
    .poll(async () => {
      await makeRetriesDue();
      return (await flow.order(orderId)).state;
    })
    .toBe(state);

/** Pays an order and waits for its delivery; resolves with its row at web-order. */
async function payAndDeliver(orderId: string) {
  flow.sandbox.paypal.captureInBrowser(orderId);
  await reaches(orderId, "provisioned");
  const [row, ...others] = flow.sandbox.webOrder.findRows(orderId);
  expect(others).toEqual([]);
  expect((await flow.order(orderId)).web_order_id).toBe(row?.id);
  return row;
}

test.each([
  ["its own 500", { status: 500 }],
  ["a connection reset", "reset"],
  ["an empty response", "empty"],
  ["an incomplete response", "malformed_json"],
  ["its ingress's 502", "html_502"],
  ["its ingress's 503", { status: 503 }],
] as const)("web-order stores the row and responds with %s: one cluster", async (_, kind) => {
  flow.sandbox.webOrder.faults.add({ operation: "order.create", kind, when: "after" });
  const row = await payAndDeliver(await flow.create("kept-its-row"));
  expect(row?.cluster_name).toBe("kept-its-row");
});

test.each(["up", "other_environment", "down"] as const)(
  "finds an order that web-order could not provision while its PayPal link is %s",
  async (link) => {
    const { webOrder } = flow.sandbox;
    webOrder.isProvisionerReachable = false;
    webOrder.paypalLink = link;
    const row = await payAndDeliver(await flow.create("not-provisioned"));
    expect(row?.cluster_name).toBe("not-provisioned");
    webOrder.isProvisionerReachable = true;
    webOrder.paypalLink = "up";
  },
);

const posts = (orderId: string) =>
  flow.sandbox.webOrder.requests.filter(
    ({ path, body }) => path === "/order" && (body as { paypal_id?: string }).paypal_id === orderId,
  );

test("the ingress returns 503 three times, as in a rollout: the delivery is retried, one cluster", async () => {
  const { paypal, webOrder } = flow.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: { status: 503 }, times: 3 });
  const orderId = await flow.create("in-a-rollout");
  paypal.captureInBrowser(orderId);
  await reaches(orderId, "provisioned");
  expect(posts(orderId)).toHaveLength(4);
  expect(webOrder.findRows(orderId)).toHaveLength(1);
});

test("a connection reset before web-order has the order: retried once the first can no longer arrive", async () => {
  const { paypal, webOrder } = flow.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: "reset" });
  const orderId = await flow.create("cut-off");
  paypal.captureInBrowser(orderId);
  const lookups = () => webOrder.requests.filter(({ path }) => path === "/orders").length;
  await expect.poll(() => posts(orderId).length).toBe(1);
  const before = lookups();
  await expect
    .poll(async () => {
      await makeRetriesDue();
      return lookups() - before;
    })
    .toBeGreaterThan(2);
  expect(posts(orderId)).toHaveLength(1);
  await flow.query(
    "update orders set delivery_started_at = now() - interval '61 seconds' where paypal_order_id = $1",
    [orderId],
  );
  await reaches(orderId, "provisioned");
  expect(posts(orderId)).toHaveLength(2);
  expect(webOrder.findRows(orderId)).toHaveLength(1);
});

test("an unreadable row that may be the order leads to manual review, with the reason", async () => {
  const { paypal, webOrder } = flow.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: "reset", when: "after" });
  const rows = [{ id: 31, paypal_id: 7 }];
  webOrder.faults.add({ operation: "orders.list", kind: { status: 200, body: rows }, times: 1e9 });
  const orderId = await flow.create("illegible");
  paypal.captureInBrowser(orderId);
  await expect
    .poll(async () => {
      // The next attempt is the last.
      const due =
        "update pgboss.job set retry_limit = 0, start_after = now() where name = 'deliver'";
      await flow.query(`${due} and state = 'retry'`);
      return (await flow.order(orderId)).state;
    })
    .toBe("needs_attention");
  webOrder.faults.clear();
  const notes = await flow.query<{ note: string | null }>(
    `select note from order_events join orders on orders.id = order_id
       where paypal_order_id = $1 and event = 'gave_up'`,
    [orderId],
  );
  expect(notes).toEqual([
    { note: expect.stringMatching(/^Last failure: .*unreadable row.*id 31/) },
  ]);
  expect(webOrder.findRows(orderId)).toHaveLength(1);
});

test("web-order returns 500 without a row: the delivery is retried, one cluster", async () => {
  const { paypal, webOrder } = flow.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: { status: 500 }, when: "before" });
  const orderId = await flow.create("sent-again");
  paypal.captureInBrowser(orderId);
  await reaches(orderId, "provisioned");
  expect(webOrder.findRows(orderId)).toHaveLength(1);
});

test("an order whose name web-order rejects is refunded, with a reason for the customer", async () => {
  const { paypal, webOrder } = flow.sandbox;
  webOrder.refuse("not-this-name");
  const orderId = await flow.create("not-this-name");
  paypal.captureInBrowser(orderId);
  await flow.reaches(orderId, "refunded");
  const { problem, history } = await flow.order(orderId);
  expect(problem).toMatch(/cluster could not be ordered/);
  expect(history.at(-1)?.text).toMatch(/refunded/);
  expect(paypal.refundedTotal(orderId)).toBe("31.00");
});

test("a user id in capitals is delivered and returned in lower case, as Keycloak has it", async () => {
  const userId = randomUUID();
  const orderId = await flow.create("in-capitals", { user_id: userId.toUpperCase() });
  expect((await payAndDeliver(orderId))?.user_id).toBe(userId);
  expect((await flow.order(orderId)).order_details.user_id).toBe(userId);
});

const unpaidStorage = { has_monitoring: false, monitoring_storage: 1_000_000 };

test("monitoring storage without monitoring costs nothing and is not delivered", async () => {
  const orderId = await flow.create("unmonitored", unpaidStorage);
  expect((await payAndDeliver(orderId))?.monitoring_storage).toBe(0);
  const { amount, order_details } = await flow.order(orderId);
  expect(amount.value).toBe("31.00");
  expect(order_details.monitoring_storage).toBe(0);
});

test("monitoring storage that an earlier release stored without monitoring is not delivered", async () => {
  const userId = randomUUID();
  const orderId = await flow.create("stored-as-sent", { user_id: userId });
  await flow.query(
    "update orders set user_id = upper(user_id), monitoring_storage = $2 where paypal_order_id = $1",
    [orderId, unpaidStorage.monitoring_storage],
  );
  expect(await payAndDeliver(orderId)).toMatchObject({ user_id: userId, monitoring_storage: 0 });
});
