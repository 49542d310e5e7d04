import { randomUUID } from "node:crypto";
import type { Order } from "@onekonsole/billing-contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Story, startStory } from "./story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story[Symbol.asyncDispose]());

/** Ends the pauses of deliveries. What a minute may still bring stays under way. */
const endPauses = () =>
  story.query(
    "update pgboss.job set start_after = now() where name = 'deliver' and state in ('created', 'retry')",
  );

/** Waits until the order is in that state, without the pauses between attempts to deliver it. */
const reaches = (orderId: string, state: Order["state"]) =>
  expect
    .poll(async () => {
      await endPauses();
      return (await story.order(orderId)).state;
    })
    .toBe(state);

/** Pays an order and returns the row that web-order has of it then. */
async function handedOver(orderId: string) {
  story.sandbox.paypal.captureInBrowser(orderId);
  await reaches(orderId, "provisioned");
  const [row, ...others] = story.sandbox.webOrder.rowsOf(orderId);
  expect(others).toEqual([]);
  expect((await story.order(orderId)).web_order_id).toBe(row?.id);
  return row;
}

test.each([
  ["its own 500", { status: 500 }],
  ["a cut connection", "reset"],
  ["an empty answer", "empty"],
  ["half an answer", "malformed_json"],
  ["its ingress's 502", "html_502"],
  ["its ingress's 503", { status: 503 }],
] as const)("web-order wrote its row, and its answer was %s: one cluster", async (_, kind) => {
  story.sandbox.webOrder.faults.add({ operation: "order.create", kind, when: "after" });
  const row = await handedOver(await story.create("kept-its-row"));
  expect(row?.cluster_name).toBe("kept-its-row");
});

test.each(["up", "other_environment", "down"] as const)(
  "an order that web-order could not provision is found while its PayPal is %s",
  async (link) => {
    const { webOrder } = story.sandbox;
    webOrder.isProvisionerReachable = false;
    webOrder.paypalLink = link;
    const row = await handedOver(await story.create("not-provisioned"));
    expect(row?.cluster_name).toBe("not-provisioned");
    webOrder.isProvisionerReachable = true;
    webOrder.paypalLink = "up";
  },
);

const posts = (orderId: string) =>
  story.sandbox.webOrder.requests.filter(
    ({ path, body }) => path === "/order" && (body as { paypal_id?: string }).paypal_id === orderId,
  );

test("the ingress turns an order away three times, as in a rollout: sent again each time, one cluster", async () => {
  const { paypal, webOrder } = story.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: { status: 503 }, times: 3 });
  const orderId = await story.create("in-a-rollout");
  paypal.captureInBrowser(orderId);
  await reaches(orderId, "provisioned");
  expect(posts(orderId)).toHaveLength(4);
  expect(webOrder.rowsOf(orderId)).toHaveLength(1);
});

test("a connection cut before web-order has the order: sent again once it can't arrive any more", async () => {
  const { paypal, webOrder } = story.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: "reset" });
  const orderId = await story.create("cut-off");
  paypal.captureInBrowser(orderId);
  const looks = () => webOrder.requests.filter(({ path }) => path === "/orders").length;
  await expect.poll(() => posts(orderId).length).toBe(1);
  const before = looks();
  await expect
    .poll(async () => {
      await endPauses();
      return looks() - before;
    })
    .toBeGreaterThan(2);
  expect(posts(orderId)).toHaveLength(1);
  await story.query(
    "update orders set delivery_started_at = now() - interval '61 seconds' where paypal_order_id = $1",
    [orderId],
  );
  await reaches(orderId, "provisioned");
  expect(posts(orderId)).toHaveLength(2);
  expect(webOrder.rowsOf(orderId)).toHaveLength(1);
});

test("a row that may be the order and can't be read brings it to an operator, with the reason", async () => {
  const { paypal, webOrder } = story.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: "reset", when: "after" });
  const rows = [{ id: 31, paypal_id: 7 }];
  webOrder.faults.add({ operation: "orders.list", kind: { status: 200, body: rows }, times: 1e9 });
  const orderId = await story.create("illegible");
  paypal.captureInBrowser(orderId);
  await expect
    .poll(async () => {
      // The next try is the last.
      const due =
        "update pgboss.job set retry_limit = 0, start_after = now() where name = 'deliver'";
      await story.query(`${due} and state = 'retry'`);
      return (await story.order(orderId)).state;
    })
    .toBe("needs_attention");
  webOrder.faults.clear();
  const notes = await story.query<{ note: string | null }>(
    `select note from order_events join orders on orders.id = order_id
       where paypal_order_id = $1 and event = 'gave_up'`,
    [orderId],
  );
  expect(notes).toEqual([{ note: expect.stringMatching(/^Last failure: .*can't be read.*id 31/) }]);
  expect(webOrder.rowsOf(orderId)).toHaveLength(1);
});

test("web-order answers 500 without a row: the order is sent again, one cluster", async () => {
  const { paypal, webOrder } = story.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: { status: 500 }, when: "before" });
  const orderId = await story.create("sent-again");
  paypal.captureInBrowser(orderId);
  await reaches(orderId, "provisioned");
  expect(webOrder.rowsOf(orderId)).toHaveLength(1);
});

test("a name web-order refuses is refunded, with a reason the customer can read", async () => {
  const { paypal, webOrder } = story.sandbox;
  webOrder.refuse("not-this-name");
  const orderId = await story.create("not-this-name");
  paypal.captureInBrowser(orderId);
  await story.reaches(orderId, "refunded");
  const { problem, history } = await story.order(orderId);
  expect(problem).toMatch(/cluster could not be ordered/);
  expect(history.at(-1)?.text).toMatch(/refunded/);
  expect(paypal.refundedTotal(orderId)).toBe("31.00");
});

test("a user id in capitals is handed over and shown as Keycloak writes it", async () => {
  const userId = randomUUID();
  const orderId = await story.create("in-capitals", { user_id: userId.toUpperCase() });
  expect((await handedOver(orderId))?.user_id).toBe(userId);
  expect((await story.order(orderId)).order_details.user_id).toBe(userId);
});

const unpaidStorage = { has_monitoring: false, monitoring_storage: 1_000_000 };

test("monitoring storage without monitoring costs nothing and is not handed over", async () => {
  const orderId = await story.create("unmonitored", unpaidStorage);
  expect((await handedOver(orderId))?.monitoring_storage).toBe(0);
  const { amount, order_details } = await story.order(orderId);
  expect(amount.value).toBe("31.00");
  expect(order_details.monitoring_storage).toBe(0);
});

test("nor is that of an order which an earlier release stored as it was sent", async () => {
  const userId = randomUUID();
  const orderId = await story.create("stored-as-sent", { user_id: userId });
  await story.query(
    "update orders set user_id = upper(user_id), monitoring_storage = $2 where paypal_order_id = $1",
    [orderId, unpaidStorage.monitoring_storage],
  );
  expect(await handedOver(orderId)).toMatchObject({ user_id: userId, monitoring_storage: 0 });
});
