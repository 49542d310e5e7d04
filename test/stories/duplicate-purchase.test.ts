import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, consoleCall, orderOf } from "../console.ts";
import { type Scene, startScene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

const create = (name: string, user: string, changes: object = {}): Promise<Answer> => {
  const order = { ...orderOf(name, { user_id: user }), ...changes };
  return consoleCall(scene.server.url, "/order/create", order);
};

/** Opens two orders of one user for one cluster name, nothing approved yet. */
async function openTwo(name: string, user: string): Promise<[string, string]> {
  return [await scene.create(name, { user_id: user }), await scene.create(name, { user_id: user })];
}

const endWindow = (user: string) =>
  scene.query("update purchases set held_until = now() where user_id = $1", [user]);

const noJobsLeft = () =>
  expect
    .poll(() =>
      scene.query("select from pgboss.job where name <> 'backfill' and state < 'completed'"),
    )
    .toEqual([]);

describe("a cluster name that is being paid for, or was paid for", () => {
  test("is refused at create, with the first order's id, and PayPal is not asked", async () => {
    const { paypal } = scene.sandbox;
    const user = randomUUID();
    const first = await scene.create("once", { user_id: user });
    paypal.approve(first);
    await scene.reaches(first, "provisioned");
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
    scene.sandbox.paypal.approve(orderId);
    await scene.reaches(orderId, "provisioned");
    expect(await create("with-key", user, key)).toEqual(first);
    expect(await create("with-key", user, { idempotency_key: "second-click" })).toMatchObject({
      status: 409,
      body: { order_id: orderId },
    });
  });

  test("is free while its order is not approved: a checkout may be started again", async () => {
    const user = randomUUID();
    const [left, resumed] = await openTwo("restarted", user);
    scene.sandbox.paypal.approve(resumed);
    await scene.reaches(resumed, "provisioned");
    expect((await scene.order(left)).state).toBe("awaiting_approval");
  });
});

describe("two orders for one cluster name", () => {
  test("the second approval ends its order without a capture, whatever happens afterwards", async () => {
    const { paypal } = scene.sandbox;
    const user = randomUUID();
    const [first, second] = await openTwo("paid-twice", user);
    paypal.approve(first);
    await scene.reaches(first, "provisioned");
    paypal.webhooks.mischief.dropNext();
    paypal.approve(second);
    for (let reload = 0; reload < 2; reload += 1) {
      const answer = await scene.approve(second);
      expect(answer).toMatchObject({
        status: 409,
        body: { code: "duplicate_purchase", order_id: first },
      });
      expect(answer.body["error"]).toMatch(/no money was taken/i);
    }
    expect(await scene.order(second)).toMatchObject({
      state: "expired",
      duplicate_of: first,
      approve_url: null,
      problem: expect.stringMatching(/no money was taken/i),
    });
    await endWindow(user);
    await scene.sweep();
    await noJobsLeft();
    expect((await scene.approve(second)).body).toMatchObject({ code: "duplicate_purchase" });
    expect((await scene.order(second)).state).toBe("expired");
    expect(paypal.captureCount(second)).toBe(0);
    // A third, ordered now, is a new purchase.
    const third = await scene.create("paid-twice", { user_id: user });
    paypal.approve(third);
    await scene.reaches(third, "provisioned");
  });

  test("both approved at the same moment: one is captured, the other ends and names it", async () => {
    const { paypal } = scene.sandbox;
    const pairs = await Promise.all(
      Array.from({ length: 8 }, (_, index) => openTwo(`at-once-${index}`, randomUUID())),
    );
    // The webhooks and both browsers come at once.
    await Promise.all(
      pairs.flat().map((orderId) => {
        paypal.approve(orderId);
        return scene.approve(orderId);
      }),
    );
    for (const pair of pairs) {
      await expect
        .poll(async () =>
          (await Promise.all(pair.map(scene.order))).map(({ state }) => state).toSorted(),
        )
        .toEqual(["expired", "provisioned"]);
      const orders = await Promise.all(pair.map(scene.order));
      const paid = orders.find(({ state }) => state === "provisioned");
      const ended = orders.find(({ state }) => state === "expired");
      expect(ended?.duplicate_of).toBe(paid?.order_id);
      expect(paypal.captureCount(paid?.order_id ?? "")).toBe(1);
      expect(paypal.captureCount(ended?.order_id ?? "")).toBe(0);
    }
  });

  test("money that a browser took for the second after it ended is held for an operator", async () => {
    const { paypal } = scene.sandbox;
    const [first, second] = await openTwo("captured-anyway", randomUUID());
    paypal.approve(first);
    await scene.reaches(first, "provisioned");
    paypal.approve(second);
    await scene.reaches(second, "expired");
    paypal.captureInBrowser(second);
    await scene.reaches(second, "needs_attention");
    expect(await scene.order(second)).toMatchObject({
      payment_status: "Paid",
      duplicate_of: first,
    });
    const { webOrder } = scene.sandbox;
    expect(webOrder.rows.filter(({ paypal_id: id }) => id === second)).toEqual([]);
  });
});
