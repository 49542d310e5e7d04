import { randomUUID } from "node:crypto";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OrderFlow, startOrderFlow } from "./order-flow.ts";

let flow: OrderFlow;
beforeAll(async () => {
  flow = await startOrderFlow({ open_orders_per_user: "5" });
});
afterAll(() => flow[Symbol.asyncDispose]());

const create = async (name: string, user: string, changes: object = {}) => {
  const sent = { ...orderInput(name, { user_id: user }), ...changes };
  const response = await fetch(`${flow.server.url}/order/create`, {
    method: "POST",
    body: JSON.stringify(sent),
  });
  const body = (await response.json()) as Record<string, string>;
  return { status: response.status, body, retryAfter: response.headers.get("retry-after") };
};

test("above the limit of unpaid orders, create returns 429 with the reason and Retry-After", async () => {
  const user = randomUUID();
  const key = { idempotency_key: "the-first" };
  const first = await create("open-1", user, key);
  for (const name of ["open-2", "open-3", "open-4", "open-5"])
    expect((await create(name, user)).status).toBe(200);
  const opened = flow.sandbox.paypal.orders.size;
  const refused = await create("open-6", user);
  expect(refused).toMatchObject({ status: 429, body: { code: "too_many_open_orders" } });
  expect(refused.body["error"]).toMatch(/too many unpaid orders.*no money was taken/i);
  expect(Number(refused.retryAfter)).toBeGreaterThan(3 * 3600 - 300);
  expect(Number(refused.retryAfter)).toBeLessThanOrEqual(3 * 3600);
  expect(flow.sandbox.paypal.orders.size).toBe(opened);
  // Other users and repeated requests are not limited.
  expect((await create("open-6", randomUUID())).status).toBe(200);
  expect(await create("open-1", user, key)).toMatchObject({ status: 200, body: first.body });
  // A paid order does not count.
  flow.sandbox.paypal.approve(first.body["order_id"] ?? "");
  await flow.reaches(first.body["order_id"] ?? "", "provisioned");
  expect((await create("open-6", user)).status).toBe(200);
});

test("an approved order whose browser did not return is not delayed by 900 orders of another user", async () => {
  const { paypal } = flow.sandbox;
  const other = randomUUID();
  await flow.query(
    `insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage, has_monitoring,
       monitoring_storage, has_alerting, currency, amount_minor, approve_before, due_at)
     select gen_random_uuid(), 'OTHER' || n, $1, 'c' || n, 5, false, 0, false, 'USD', 3100,
       now() + interval '3 hours', now() - interval '1 hour'
     from generate_series(1, 900) as n`,
    [other],
  );
  paypal.webhooks.pause();
  const orderId = await flow.create("not-delayed");
  paypal.approve(orderId);
  await flow.query("update orders set due_at = now() where paypal_order_id = $1", [orderId]);
  await flow.sweepDue();
  await flow.reaches(orderId, "provisioned");
  const [left] = await flow.query<{ due: number }>(
    "select count(*)::int as due from orders where user_id = $1 and due_at <= now()",
    [other],
  );
  expect(left?.due).toBeGreaterThan(800);
});
