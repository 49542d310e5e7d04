import { randomUUID } from "node:crypto";
import {
  type ConsoleResponse,
  consoleCall,
  orderInput,
} from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OrderFlow, startOrderFlow } from "./order-flow.ts";

let flow: OrderFlow;
beforeAll(async () => {
  flow = await startOrderFlow();
});
afterAll(() => flow[Symbol.asyncDispose]());

const create = (name: string, user: string, changes: object = {}): Promise<ConsoleResponse> => {
  const order = { ...orderInput(name, { user_id: user }), ...changes };
  return consoleCall(flow.server.url, "/order/create", order);
};

/** Creates two unapproved orders of one user for one cluster name. */
async function createTwo(name: string, user: string): Promise<[string, string]> {
  return [await flow.create(name, { user_id: user }), await flow.create(name, { user_id: user })];
}

const endWindow = (user: string) =>
  flow.query("update purchases set held_until = now() where user_id = $1", [user]);

const noJobsLeft = () =>
  expect
    .poll(() =>
      flow.query("select from pgboss.job where name <> 'backfill' and state < 'completed'"),
    )
    .toEqual([]);

describe("a cluster name with a payment", () => {
  test("is rejected at create, with the first order's id and without a request to PayPal", async () => {
    const { paypal } = flow.sandbox;
    const user = randomUUID();
    const first = await flow.create("once", { user_id: user });
    paypal.approve(first);
    await flow.reaches(first, "provisioned");
    const opened = paypal.orders.size;
    const refused = await create("once", user.toUpperCase());
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "cluster_name_taken", order_id: first },
    });
    expect(refused.body["error"]).toMatch(/no money was taken/i);
    expect(paypal.orders.size).toBe(opened);
    expect(await create("once-more", user)).toMatchObject({ status: 200 });
    expect(await create("once", randomUUID())).toMatchObject({ status: 200 });
    await endWindow(user);
    expect(await create("once", user)).toMatchObject({ status: 200 });
  });

  test("returns the same order to a repeated request with the same Idempotency-Key", async () => {
    const user = randomUUID();
    const key = { idempotency_key: "first-click" };
    const first = await create("with-key", user, key);
    const orderId = String(first.body["order_id"]);
    flow.sandbox.paypal.approve(orderId);
    await flow.reaches(orderId, "provisioned");
    expect(await create("with-key", user, key)).toEqual(first);
    expect(await create("with-key", user, { idempotency_key: "second-click" })).toMatchObject({
      status: 409,
      body: { order_id: orderId },
    });
  });

  test("is available while its order is not approved: a checkout may be restarted", async () => {
    const user = randomUUID();
    const [left, resumed] = await createTwo("restarted", user);
    flow.sandbox.paypal.approve(resumed);
    await flow.reaches(resumed, "provisioned");
    expect((await flow.order(left)).state).toBe("awaiting_approval");
  });
});

describe("two orders for one cluster name", () => {
  test("the second approval ends its order without a capture, also after later requests and sweeps", async () => {
    const { paypal } = flow.sandbox;
    const user = randomUUID();
    const [first, second] = await createTwo("paid-twice", user);
    paypal.approve(first);
    await flow.reaches(first, "provisioned");
    paypal.webhooks.deliveryFaults.dropNext();
    paypal.approve(second);
    for (let reload = 0; reload < 2; reload += 1) {
      const response = await flow.approve(second);
      expect(response).toMatchObject({
        status: 409,
        body: { code: "duplicate_purchase", order_id: first },
      });
      expect(response.body["error"]).toMatch(/no money was taken/i);
    }
    expect(await flow.order(second)).toMatchObject({
      state: "expired",
      duplicate_of: first,
      approve_url: null,
      problem: expect.stringMatching(/no money was taken/i),
    });
    await endWindow(user);
    await flow.sweep();
    await noJobsLeft();
    expect((await flow.approve(second)).body).toMatchObject({ code: "duplicate_purchase" });
    expect((await flow.order(second)).state).toBe("expired");
    expect(paypal.captureCount(second)).toBe(0);
    // A third order after the window is a new purchase.
    const third = await flow.create("paid-twice", { user_id: user });
    paypal.approve(third);
    await flow.reaches(third, "provisioned");
  });

  test("of two orders approved at the same moment, one is captured, and the other ends and names it", async () => {
    const { paypal } = flow.sandbox;
    const pairs = await Promise.all(
      Array.from({ length: 8 }, (_, index) => createTwo(`at-once-${index}`, randomUUID())),
    );
    // The webhooks and the requests of both browsers arrive at once.
    await Promise.all(
      pairs.flat().map((orderId) => {
        paypal.approve(orderId);
        return flow.approve(orderId);
      }),
    );
    for (const pair of pairs) {
      await expect
        .poll(async () =>
          (await Promise.all(pair.map(flow.order))).map(({ state }) => state).toSorted(),
        )
        .toEqual(["expired", "provisioned"]);
      const orders = await Promise.all(pair.map(flow.order));
      const paid = orders.find(({ state }) => state === "provisioned");
      const ended = orders.find(({ state }) => state === "expired");
      expect(ended?.duplicate_of).toBe(paid?.order_id);
      expect(paypal.captureCount(paid?.order_id ?? "")).toBe(1);
      expect(paypal.captureCount(ended?.order_id ?? "")).toBe(0);
    }
  });

  test("a capture in the browser after the second order ended leads to manual review", async () => {
    const { paypal } = flow.sandbox;
    const [first, second] = await createTwo("captured-anyway", randomUUID());
    paypal.approve(first);
    await flow.reaches(first, "provisioned");
    paypal.approve(second);
    await flow.reaches(second, "expired");
    paypal.captureInBrowser(second);
    await flow.reaches(second, "needs_attention");
    expect(await flow.order(second)).toMatchObject({
      payment_status: "Paid",
      duplicate_of: first,
    });
    const { webOrder } = flow.sandbox;
    expect(webOrder.rows.filter(({ paypal_id: id }) => id === second)).toEqual([]);
  });
});
