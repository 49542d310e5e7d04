import { randomUUID } from "node:crypto";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import { until } from "@onekonsole/billing-testkit/until";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OrderFlow, startOrderFlow } from "./order-flow.ts";

let flow: OrderFlow;
beforeAll(async () => {
  flow = await startOrderFlow();
});
afterAll(() => flow[Symbol.asyncDispose]());

const findRows = (orderId: string) => flow.sandbox.webOrder.findRows(orderId);
const countCaptures = (orderId: string) => flow.sandbox.paypal.captureCount(orderId);

/** How often the order's history has that event. */
async function countEvents(orderId: string, event: string): Promise<number> {
  const found = await flow.query(
    `select from order_events join orders on id = order_id where paypal_order_id = $1 and event = $2`,
    [orderId, event],
  );
  return found.length;
}

describe("webhooks", () => {
  test("a webhook that arrives before the order is stored waits for it", async () => {
    const { paypal } = flow.sandbox;
    // PayPal has created the order, and its response has not arrived yet.
    paypal.faults.add({
      operation: "orders.create",
      kind: "delay",
      when: "after",
      latencyMs: 2_500,
    });
    const creating = consoleCall(flow.server.url, "/order/create", orderInput("early-webhook"));
    const known = new Set(paypal.orders.keys());
    const orderId = await until("PayPal has created the order", () =>
      [...paypal.orders.keys()].find((id) => !known.has(id)),
    );
    paypal.approve(orderId);
    await paypal.webhooks.idle();
    expect(await flow.query("select from webhook_events")).not.toHaveLength(0);
    expect(await flow.query("select from orders where paypal_order_id = $1", [orderId])).toEqual(
      [],
    );
    expect((await creating).body["order_id"]).toBe(orderId);
    await flow.reaches(orderId, "provisioned");
    expect(countCaptures(orderId)).toBe(1);
    expect(findRows(orderId)).toHaveLength(1);
  });

  test("4 webhooks, an approve and a sweep at once: one capture, one delivery", async () => {
    const { paypal } = flow.sandbox;
    const orderId = await flow.create("all-at-once");
    paypal.webhooks.pause();
    paypal.approve(orderId);
    const [approved] = paypal.webhooks.events({ transactionId: orderId });
    for (let copy = 0; copy < 3; copy += 1) paypal.webhooks.redeliver(approved?.id ?? "");
    expect(paypal.webhooks.pausedCount).toBe(4);
    paypal.webhooks.resume();
    const [answer] = await Promise.all([flow.approve(orderId), flow.sweep()]);
    expect(answer).toEqual({ status: 200, body: { id: orderId, status: "APPROVED" } });
    await flow.reaches(orderId, "provisioned");
    await paypal.webhooks.idle();
    expect(countCaptures(orderId)).toBe(1);
    expect(findRows(orderId)).toHaveLength(1);
    expect((await flow.order(orderId)).version).toBe(4);
  });

  test("an event that arrives twice within 70 ms is stored and processed once", async () => {
    const { paypal } = flow.sandbox;
    const orderId = await flow.create("sent-twice");
    paypal.webhooks.deliveryFaults.duplicateNext();
    paypal.approve(orderId);
    await flow.reaches(orderId, "provisioned");
    await paypal.webhooks.idle();
    const [approved] = paypal.webhooks.events({ transactionId: orderId });
    const sent = paypal.webhooks.deliveries.filter(({ eventId }) => eventId === approved?.id);
    expect(sent.map(({ outcome }) => outcome)).toEqual([{ status: 204 }, { status: 204 }]);
    expect(
      await flow.query("select from webhook_events where id = $1", [approved?.id]),
    ).toHaveLength(1);
    expect(countCaptures(orderId)).toBe(1);
    expect(findRows(orderId)).toHaveLength(1);
    expect(await countEvents(orderId, "payer_approved")).toBe(1);
  });

  test("an order captured in the browser is provisioned without an approve request", async () => {
    const orderId = await flow.create("browser-closed");
    flow.sandbox.paypal.captureInBrowser(orderId);
    await flow.reaches(orderId, "provisioned");
    expect(findRows(orderId)).toHaveLength(1);
  });

  test("without webhooks, the sweeper finds the payment", async () => {
    const { paypal } = flow.sandbox;
    const orderId = await flow.create("without-webhooks");
    paypal.webhooks.deliveryFaults.dropNext(3);
    paypal.captureInBrowser(orderId);
    await paypal.webhooks.idle();
    expect((await flow.order(orderId)).state).toBe("awaiting_approval");
    await flow.sweep();
    await flow.reaches(orderId, "provisioned");
    expect(countCaptures(orderId)).toBe(1);
    expect(findRows(orderId)).toHaveLength(1);
  });

  /** Lets PayPal's event of a payment find no order for ten minutes. */
  async function captureWithoutOrder(orderId: string): Promise<void> {
    flow.sandbox.paypal.captureInBrowser(orderId);
    await flow.sandbox.paypal.webhooks.idle();
    await flow.query("update webhook_events set received_at = now() - interval '11 minutes'");
    await flow.query("update pgboss.job set start_after = now() where state < 'active'");
  }
  const metrics = async () => (await fetch(`${flow.server.url}/metrics`)).text();
  const logged = (text: string) => flow.server.log.find((line) => line.includes(text));

  test("a payment without its order is logged, and processed once the order is back", async () => {
    const { webOrder } = flow.sandbox;
    const orderId = await flow.create("row-lost");
    const [row] = await flow.query<{ id: string }>(
      "select id from orders where paypal_order_id = $1",
      [orderId],
    );
    // As after a restore of an older backup: the order's row is missing.
    const move = (from: string[], to: string[]) =>
      flow.query(`
        begin;
        set local session_replication_role = replica;
        update order_events set order_id = '${to[0]}' where order_id = '${from[0]}';
        update orders set id = '${to[0]}', paypal_order_id = '${to[1]}' where id = '${from[0]}';
        commit`);
    const [stored, missing] = [
      [row?.id ?? "", orderId],
      [randomUUID(), "MISSING1"],
    ];
    await move(stored, missing);
    await captureWithoutOrder(orderId);
    await until("the payment is logged", () => logged("payment without an order"));
    expect(JSON.parse(logged("payment without an order") ?? "{}")).toMatchObject({
      level: 50,
      order_id: orderId,
    });
    await expect.poll(metrics).toMatch(/^billing_unknown_payments 1$/m);
    expect(webOrder.findRows(orderId)).toEqual([]);

    await move(missing, stored);
    await flow.sweep();
    await flow.reaches(orderId, "provisioned");
  });

  test("a foreign payment that names our order is stray: a warning, and the order is unchanged", async () => {
    const orderId = await flow.create("named-by-another");
    const [row] = await flow.query<{ id: string }>(
      "select id from orders where paypal_order_id = $1",
      [orderId],
    );
    const stray = await createForeignOrder(row?.id ?? "");
    const stranger = await createForeignOrder(randomUUID());
    for (const id of [stray, stranger]) await captureWithoutOrder(id);
    await until("the payment is logged", () => logged("stray payment"));
    expect(JSON.parse(logged("stray payment") ?? "{}")).toMatchObject({
      level: 40,
      order_id: stray,
    });
    await expect.poll(metrics).toMatch(/^billing_stray_payments 1$/m);
    expect(await metrics()).toMatch(/^billing_unknown_payments [01]$/m);
    expect((await flow.order(orderId)).state).toBe("awaiting_approval");
    expect(
      flow.server.log.some(
        (line) => line.includes(`"order_id":"${stranger}"`) && line.includes("without an order"),
      ),
    ).toBe(false);
  });

  /** Creates a PayPal order of 0.01 with our account, as PayPal's browser script can. */
  async function createForeignOrder(customId: string): Promise<string> {
    const { url, clientId, clientSecret } = flow.sandbox.paypal;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    const call = async (path: string, authorization: string, body: string, type: string) => {
      const headers = { authorization, "content-type": type };
      const answer = await fetch(url + path, { method: "POST", headers, body });
      return (await answer.json()) as Record<string, string>;
    };
    const { access_token: token } = await call(
      ...(["/v1/oauth2/token", `Basic ${basic}`, "grant_type=client_credentials"] as const),
      "application/x-www-form-urlencoded",
    );
    const amount = { currency_code: "USD", value: "0.01" };
    const order = { intent: "CAPTURE", purchase_units: [{ custom_id: customId, amount }] };
    const path = "/v2/checkout/orders";
    const { id } = await call(path, `Bearer ${token}`, JSON.stringify(order), "application/json");
    return id ?? "";
  }

  test("a forged event is rejected without an effect", async () => {
    const { paypal } = flow.sandbox;
    const orderId = await flow.create("forged");
    paypal.webhooks.deliveryFaults.dropNext();
    paypal.approve(orderId);
    const [event] = paypal.webhooks.events({ transactionId: orderId });
    const forged = await paypal.webhooks.forge("foreign_chain", event?.id ?? "");
    const { url, headers, body } = forged;
    const answer = await fetch(url, { method: "POST", headers, body });
    expect(answer.status).toBe(400);
    expect(await flow.query("select from webhook_events where id = $1", [event?.id])).toEqual([]);
    expect((await flow.order(orderId)).state).toBe("awaiting_approval");
  });
});
