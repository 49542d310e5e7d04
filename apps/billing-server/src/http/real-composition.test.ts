import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import {
  createTestDatabase,
  type TestDatabase,
} from "@onekonsole/billing-testkit/database/test-database";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Billing, startBilling } from "../composition/start-billing.ts";
import { readConfig } from "../config/read-config.ts";
import { createBody } from "../testing/served-app.ts";

let testDatabase: TestDatabase;
let sandbox: Sandbox;
let billing: Billing;
let url: string;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  sandbox = await startSandbox();
  const { clientId, clientSecret, url: baseUrl } = sandbox.paypal;
  const { caCertificate: issuer } = sandbox.paypal.webhooks;
  const webhook = { id: "1JE4291016473214C", issuer, isOnlineRequested: false };
  billing = await startBilling({
    config: { ...readConfig({}), port: 0, webhook },
    paypal: { clientId, clientSecret, baseUrl, environment: "sandbox" },
    webOrderUrl: sandbox.webOrder.url,
    databaseUrl: testDatabase.url,
    log: pino({ level: "silent" }),
  });
  url = `http://127.0.0.1:${billing.port}`;
  const address = `${url}/webhooks/paypal`;
  sandbox.paypal.webhooks.subscribe({ url: address, webhookId: webhook.id });
});
afterAll(async () => {
  await billing.stop();
  await sandbox.close();
  await testDatabase[Symbol.asyncDispose]();
});

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const findRows = (paypalId: string) =>
  sandbox.webOrder.rows.filter(({ paypal_id: id }) => id === paypalId);

const fetchState = async (orderId: string) => {
  const input = encodeURIComponent(JSON.stringify({ order_id: orderId }));
  const response = await fetch(`${url}/trpc/order.get?input=${input}`);
  return ((await response.json()) as { result: { data: { state: string } } }).result.data.state;
};

describe("the documented routes of the real service", () => {
  test("deliver an order from its creation to web-order, once, however often it is approved", async () => {
    const created = await post("/order/create", createBody());
    const orderId = created.body["order_id"] ?? "";
    expect(await post("/order/approve", { order_id: orderId })).toMatchObject({ status: 409 });

    sandbox.paypal.approve(orderId);
    const approvals = Array.from({ length: 5 }, () =>
      post("/order/approve", { order_id: orderId }),
    );
    for (const approval of await Promise.all(approvals))
      expect(approval).toEqual({ status: 200, body: { id: orderId, status: "APPROVED" } });
    await expect.poll(() => fetchState(orderId)).toBe("provisioned");
    expect(sandbox.paypal.captureCount(orderId)).toBe(1);
    expect(findRows(orderId)).toMatchObject([
      { cluster_name: "blue-lake", has_control_plane: true },
    ]);
    expect(await post("/order/approve", { order_id: orderId })).toEqual({
      status: 200,
      body: { id: orderId, status: "APPROVED" },
    });
  });

  test("separate customers who order concurrently", async () => {
    const gigabytes = Array.from({ length: 20 }, (_, index) => index + 5);
    const created = await Promise.all(
      gigabytes.map((images_storage) => {
        const cluster_name = `cluster-${images_storage}`;
        return post("/order/create", createBody({}, { cluster_name, images_storage }));
      }),
    );
    const charged = created.map(({ body }) => {
      const order = sandbox.paypal.find(body["order_id"] ?? "");
      return order?.purchase_units[0]?.amount.value;
    });
    expect(charged).toEqual(gigabytes.map((images_storage) => `${20 + images_storage}.00`));
  });

  test("deliver an order whose browser never returned", async () => {
    const body = createBody({}, { cluster_name: "closed-browser" });
    const orderId = (await post("/order/create", body)).body["order_id"] ?? "";
    sandbox.paypal.approve(orderId);
    await expect.poll(() => fetchState(orderId)).toBe("provisioned");
    await sandbox.paypal.webhooks.idle();
    expect(sandbox.paypal.captureCount(orderId)).toBe(1);
    expect(findRows(orderId)).toHaveLength(1);
    const answers = sandbox.paypal.webhooks.deliveries.map(({ outcome }) => outcome);
    expect(answers).toEqual(answers.map(() => ({ status: 204 })));
  });

  test("reject a second payment for one cluster name, and capture once", async () => {
    const body = createBody({}, { cluster_name: "wanted-twice" });
    const orders = [await post("/order/create", body), await post("/order/create", body)];
    const ids = orders.map((order) => order.body["order_id"] ?? "");
    // Without the webhooks, which would arrive before the second approval.
    sandbox.paypal.webhooks.pause();
    for (const id of ids) sandbox.paypal.approve(id);
    const approvals = [];
    for (const id of ids) approvals.push(await post("/order/approve", { order_id: id }));
    expect(approvals.map(({ status }) => status)).toEqual([200, 409]);
    const refused = { code: "duplicate_purchase", order_id: ids[0] };
    expect(approvals[1]?.body).toMatchObject(refused);
    await expect.poll(() => fetchState(ids[0] ?? "")).toBe("provisioned");
    sandbox.paypal.webhooks.resume();
    await sandbox.paypal.webhooks.idle();
    expect(await fetchState(ids[1] ?? "")).toBe("expired");
    expect(ids.map((id) => sandbox.paypal.captureCount(id))).toEqual([1, 0]);
  });

  test("give ten concurrent requests with one key one order", async () => {
    const headers = { "idempotency-key": "ten-at-once" };
    const body = createBody({}, { cluster_name: "ten-at-once" });
    const before = sandbox.paypal.orders.size;
    const created = await Promise.all(
      Array.from({ length: 10 }, () => post("/order/create", body, headers)),
    );
    expect(created).toEqual(created.map(() => created[0]));
    expect(sandbox.paypal.orders.size).toBe(before + 1);
  });
});

describe("the metrics of the real service", () => {
  test("show that it is ready, and the breakers' states", async () => {
    const response = await fetch(`${url}/readyz`);
    expect(await response.json()).toMatchObject({
      status: "ok",
      paypal: { breaker: "closed" },
      web_order: { breaker: "closed" },
    });
  });

  test("account for every unit", async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('billing_breaker_open{upstream="web_order"} 0');
    const unaccounted = text.split("\n").filter((line) => line.includes('place="unaccounted"'));
    expect(unaccounted.every((line) => line.endsWith(" 0"))).toBe(true);
  });
});
