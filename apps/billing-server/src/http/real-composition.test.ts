import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { type Billing, startBilling } from "../compose.ts";
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
  billing = await startBilling({
    config: { ...readConfig({}), port: 0 },
    paypal: { clientId, clientSecret, baseUrl, environment: "sandbox" },
    webOrderUrl: sandbox.webOrder.url,
    databaseUrl: testDatabase.url,
    log: pino({ level: "silent" }),
  });
  url = `http://127.0.0.1:${billing.port}`;
});
afterAll(async () => {
  await billing.stop();
  await sandbox.close();
  await testDatabase[Symbol.asyncDispose]();
});

async function post(path: string, body: unknown) {
  const response = await fetch(url + path, { method: "POST", body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const rowsOf = (paypalId: string) =>
  sandbox.webOrder.rows.filter(({ paypal_id: id }) => id === paypalId);

const stateOf = async (orderId: string) => {
  const input = encodeURIComponent(JSON.stringify({ order_id: orderId }));
  const response = await fetch(`${url}/trpc/order.get?input=${input}`);
  return ((await response.json()) as { result: { data: { state: string } } }).result.data.state;
};

describe("the documented routes of the real service", () => {
  test("take an order from its creation to web-order, once, however often it is approved", async () => {
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const created = await post("/order/create", createBody());
    const orderId = created.body["order_id"] ?? "";
    expect(await post("/order/approve", { order_id: orderId })).toMatchObject({ status: 409 });

    sandbox.paypal.approve(orderId);
    const approvals = Array.from({ length: 5 }, () =>
      post("/order/approve", { order_id: orderId }),
    );
    for (const approval of await Promise.all(approvals))
      expect(approval).toEqual({ status: 200, body: { id: orderId, status: "APPROVED" } });
    await expect.poll(() => stateOf(orderId), { timeout: 10_000 }).toBe("provisioned");
    expect(sandbox.paypal.captureCount(orderId)).toBe(1);
    expect(rowsOf(orderId)).toMatchObject([{ cluster_name: "blue-lake", has_control_plane: true }]);
    expect(await post("/order/approve", { order_id: orderId })).toEqual({
      status: 200,
      body: { id: orderId, status: "APPROVED" },
    });
  });

  test("keep customers who order at once apart", async () => {
    const gigabytes = Array.from({ length: 20 }, (_, index) => index + 5);
    const created = await Promise.all(
      gigabytes.map((images_storage) => post("/order/create", createBody({}, { images_storage }))),
    );
    const charged = created.map(({ body }) => {
      const order = sandbox.paypal.find(body["order_id"] ?? "");
      return order?.purchase_units[0]?.amount.value;
    });
    expect(charged).toEqual(gigabytes.map((images_storage) => `${20 + images_storage}.00`));
  });
});
