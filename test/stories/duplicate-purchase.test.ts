import { randomUUID } from "node:crypto";
import {
  type ConsoleResponse,
  consoleCall,
  orderInput,
} from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Story, startStory } from "./story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story[Symbol.asyncDispose]());

const create = (name: string, user: string, changes: object = {}): Promise<ConsoleResponse> => {
  const order = { ...orderInput(name, { user_id: user }), ...changes };
  return consoleCall(story.server.url, "/order/create", order);
};

/** Opens two orders of one user for one cluster name, nothing approved yet. */
async function openTwo(name: string, user: string): Promise<[string, string]> {
  return [await story.create(name, { user_id: user }), await story.create(name, { user_id: user })];
}

const endWindow = (user: string) =>
  story.query("update purchases set held_until = now() where user_id = $1", [user]);

const noJobsLeft = () =>
  expect
    .poll(() =>
      story.query("select from pgboss.job where name <> 'backfill' and state < 'completed'"),
    )
    .toEqual([]);

describe("a cluster name that is being paid for, or was paid for", () => {
  test("is refused at create, with the first order's id, and PayPal is not asked", async () => {
    const { paypal } = story.sandbox;
    const user = randomUUID();
    const first = await story.create("once", { user_id: user });
    paypal.approve(first);
    await story.reaches(first, "provisioned");
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

  test("gives the same order back to a repeat under its own Idempotency-Key", async () => {
    const user = randomUUID();
    const key = { idempotency_key: "first-click" };
    const first = await create("with-key", user, key);
    const orderId = String(first.body["order_id"]);
    story.sandbox.paypal.approve(orderId);
    await story.reaches(orderId, "provisioned");
    expect(await create("with-key", user, key)).toEqual(first);
    expect(await create("with-key", user, { idempotency_key: "second-click" })).toMatchObject({
      status: 409,
      body: { order_id: orderId },
    });
  });

  test("is free while its order is not approved: a checkout may be started again", async () => {
    const user = randomUUID();
    const [left, resumed] = await openTwo("restarted", user);
    story.sandbox.paypal.approve(resumed);
    await story.reaches(resumed, "provisioned");
    expect((await story.order(left)).state).toBe("awaiting_approval");
  });
});

describe("two orders for one cluster name", () => {
  test("the second approval ends its order without a capture, whatever happens afterwards", async () => {
    const { paypal } = story.sandbox;
    const user = randomUUID();
    const [first, second] = await openTwo("paid-twice", user);
    paypal.approve(first);
    await story.reaches(first, "provisioned");
    paypal.webhooks.deliveryFaults.dropNext();
    paypal.approve(second);
    for (let reload = 0; reload < 2; reload += 1) {
      const answer = await story.approve(second);
      expect(answer).toMatchObject({
        status: 409,
        body: { code: "duplicate_purchase", order_id: first },
      });
      expect(answer.body["error"]).toMatch(/no money was taken/i);
    }
    expect(await story.order(second)).toMatchObject({
      state: "expired",
      duplicate_of: first,
      approve_url: null,
      problem: expect.stringMatching(/no money was taken/i),
    });
    await endWindow(user);
    await story.sweep();
    await noJobsLeft();
    expect((await story.approve(second)).body).toMatchObject({ code: "duplicate_purchase" });
    expect((await story.order(second)).state).toBe("expired");
    expect(paypal.captureCount(second)).toBe(0);
    // A third, ordered now, is a new purchase.
    const third = await story.create("paid-twice", { user_id: user });
    paypal.approve(third);
    await story.reaches(third, "provisioned");
  });

  test("both approved at the same moment: one is captured, the other ends and names it", async () => {
    const { paypal } = story.sandbox;
    const pairs = await Promise.all(
      Array.from({ length: 8 }, (_, index) => openTwo(`at-once-${index}`, randomUUID())),
    );
    // The webhooks and both browsers come at once.
    await Promise.all(
      pairs.flat().map((orderId) => {
        paypal.approve(orderId);
        return story.approve(orderId);
      }),
    );
    for (const pair of pairs) {
      await expect
        .poll(async () =>
          (await Promise.all(pair.map(story.order))).map(({ state }) => state).toSorted(),
        )
        .toEqual(["expired", "provisioned"]);
      const orders = await Promise.all(pair.map(story.order));
      const paid = orders.find(({ state }) => state === "provisioned");
      const ended = orders.find(({ state }) => state === "expired");
      expect(ended?.duplicate_of).toBe(paid?.order_id);
      expect(paypal.captureCount(paid?.order_id ?? "")).toBe(1);
      expect(paypal.captureCount(ended?.order_id ?? "")).toBe(0);
    }
  });

  test("money that a browser took for the second after it ended is held for an operator", async () => {
    const { paypal } = story.sandbox;
    const [first, second] = await openTwo("captured-anyway", randomUUID());
    paypal.approve(first);
    await story.reaches(first, "provisioned");
    paypal.approve(second);
    await story.reaches(second, "expired");
    paypal.captureInBrowser(second);
    await story.reaches(second, "needs_attention");
    expect(await story.order(second)).toMatchObject({
      payment_status: "Paid",
      duplicate_of: first,
    });
    const { webOrder } = story.sandbox;
    expect(webOrder.rows.filter(({ paypal_id: id }) => id === second)).toEqual([]);
  });
});
