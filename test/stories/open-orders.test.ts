import { randomUUID } from "node:crypto";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Story, startStory } from "./story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory({ open_orders_per_user: "5" });
});
afterAll(() => story[Symbol.asyncDispose]());

const create = async (name: string, user: string, changes: object = {}) => {
  const sent = { ...orderInput(name, { user_id: user }), ...changes };
  const answer = await fetch(`${story.server.url}/order/create`, {
    method: "POST",
    body: JSON.stringify(sent),
  });
  const body = (await answer.json()) as Record<string, string>;
  return { status: answer.status, body, retryAfter: answer.headers.get("retry-after") };
};

test("a user has a limited number of unpaid orders, and the reason and the time to come back", async () => {
  const user = randomUUID();
  const key = { idempotency_key: "the-first" };
  const first = await create("open-1", user, key);
  for (const name of ["open-2", "open-3", "open-4", "open-5"])
    expect((await create(name, user)).status).toBe(200);
  const opened = story.sandbox.paypal.orders.size;
  const refused = await create("open-6", user);
  expect(refused).toMatchObject({ status: 429, body: { code: "too_many_open_orders" } });
  expect(refused.body["error"]).toMatch(/wait for your payment.*no money was taken/i);
  expect(Number(refused.retryAfter)).toBeGreaterThan(3 * 3600 - 300);
  expect(Number(refused.retryAfter)).toBeLessThanOrEqual(3 * 3600);
  expect(story.sandbox.paypal.orders.size).toBe(opened);
  // Neither another user nor a repeat is in the way.
  expect((await create("open-6", randomUUID())).status).toBe(200);
  expect(await create("open-1", user, key)).toMatchObject({ status: 200, body: first.body });
  // One that is paid waits no more.
  story.sandbox.paypal.approve(first.body["order_id"] ?? "");
  await story.reaches(first.body["order_id"] ?? "", "provisioned");
  expect((await create("open-6", user)).status).toBe(200);
});

test("an order whose browser never came back does not wait behind another user's 900", async () => {
  const { paypal } = story.sandbox;
  const greedy = randomUUID();
  await story.query(
    `insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage, has_monitoring,
       monitoring_storage, has_alerting, currency, amount_minor, approve_before, due_at)
     select gen_random_uuid(), 'GREEDY' || n, $1, 'c' || n, 5, false, 0, false, 'USD', 3100,
       now() + interval '3 hours', now() - interval '1 hour'
     from generate_series(1, 900) as n`,
    [greedy],
  );
  paypal.webhooks.pause();
  const orderId = await story.create("patient");
  paypal.approve(orderId);
  await story.query("update orders set due_at = now() where paypal_order_id = $1", [orderId]);
  await story.sweepDue();
  await story.reaches(orderId, "provisioned");
  const [left] = await story.query<{ due: number }>(
    "select count(*)::int as due from orders where user_id = $1 and due_at <= now()",
    [greedy],
  );
  expect(left?.due).toBeGreaterThan(800);
});
