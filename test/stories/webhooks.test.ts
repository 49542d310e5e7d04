import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consoleCall, orderOf } from "../console.ts";
import { until } from "../../scripts/until.ts";
import { type Scene, startScene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

const rowsOf = (orderId: string) => scene.sandbox.webOrder.rowsOf(orderId);
const capturesOf = (orderId: string) => scene.sandbox.paypal.captureCount(orderId);

/** How often the order's trail has that event. */
async function countOf(orderId: string, event: string): Promise<number> {
  const found = await scene.query(
    `select from order_events join orders on id = order_id where paypal_order_id = $1 and event = $2`,
    [orderId, event],
  );
  return found.length;
}

describe("what PayPal tells by webhook", () => {
  test("a webhook that comes before our own record of the order waits for it", async () => {
    const { paypal } = scene.sandbox;
    // PayPal has opened the order, and its answer to us is still on its way.
    paypal.faults.add({
      operation: "orders.create",
      kind: "delay",
      when: "after",
      latencyMs: 2_500,
    });
    const creating = consoleCall(scene.server.url, "/order/create", orderOf("early-webhook"));
    const known = new Set(paypal.orders.keys());
    const orderId = await until("PayPal has opened the order", () =>
      [...paypal.orders.keys()].find((id) => !known.has(id)),
    );
    paypal.approve(orderId);
    await paypal.webhooks.idle();
    expect(await scene.query("select from webhook_events")).not.toHaveLength(0);
    expect(await scene.query("select from orders where paypal_order_id = $1", [orderId])).toEqual(
      [],
    );
    expect((await creating).body["order_id"]).toBe(orderId);
    await scene.reaches(orderId, "provisioned");
    expect(capturesOf(orderId)).toBe(1);
    expect(rowsOf(orderId)).toHaveLength(1);
  });

  test("4 webhooks, an approve and a sweep at once: one capture, one delivery", async () => {
    const { paypal } = scene.sandbox;
    const orderId = await scene.create("all-at-once");
    paypal.webhooks.hold();
    paypal.approve(orderId);
    const [approved] = paypal.webhooks.events({ transactionId: orderId });
    for (let copy = 0; copy < 3; copy += 1) paypal.webhooks.redeliver(approved?.id ?? "");
    expect(paypal.webhooks.heldCount).toBe(4);
    paypal.webhooks.release();
    const [answer] = await Promise.all([scene.approve(orderId), scene.sweep()]);
    expect(answer).toEqual({ status: 200, body: { id: orderId, status: "APPROVED" } });
    await scene.reaches(orderId, "provisioned");
    await paypal.webhooks.idle();
    expect(capturesOf(orderId)).toBe(1);
    expect(rowsOf(orderId)).toHaveLength(1);
    expect((await scene.order(orderId)).version).toBe(4);
  });

  test("an event that comes twice 70 ms apart is stored and followed once", async () => {
    const { paypal } = scene.sandbox;
    const orderId = await scene.create("told-twice");
    paypal.webhooks.mischief.duplicateNext();
    paypal.approve(orderId);
    await scene.reaches(orderId, "provisioned");
    await paypal.webhooks.idle();
    const [approved] = paypal.webhooks.events({ transactionId: orderId });
    const sent = paypal.webhooks.deliveries.filter(({ eventId }) => eventId === approved?.id);
    expect(sent.map(({ outcome }) => outcome)).toEqual([{ status: 204 }, { status: 204 }]);
    expect(
      await scene.query("select from webhook_events where id = $1", [approved?.id]),
    ).toHaveLength(1);
    expect(capturesOf(orderId)).toBe(1);
    expect(rowsOf(orderId)).toHaveLength(1);
    expect(await countOf(orderId, "payer_approved")).toBe(1);
  });

  test("captured in the browser and approve never called: provisioned", async () => {
    const orderId = await scene.create("browser-closed");
    scene.sandbox.paypal.captureInBrowser(orderId);
    await scene.reaches(orderId, "provisioned");
    expect(rowsOf(orderId)).toHaveLength(1);
  });

  test("the same without any webhook: the sweeper finds the payment", async () => {
    const { paypal } = scene.sandbox;
    const orderId = await scene.create("nobody-told-us");
    paypal.webhooks.mischief.dropNext(3);
    paypal.captureInBrowser(orderId);
    await paypal.webhooks.idle();
    expect((await scene.order(orderId)).state).toBe("awaiting_approval");
    await scene.sweep();
    await scene.reaches(orderId, "provisioned");
    expect(capturesOf(orderId)).toBe(1);
    expect(rowsOf(orderId)).toHaveLength(1);
  });

  /** PayPal's news of a payment, ten minutes after which no order was found for it. */
  async function lateNews(orderId: string): Promise<void> {
    scene.sandbox.paypal.captureInBrowser(orderId);
    await scene.sandbox.paypal.webhooks.idle();
    await scene.query("update webhook_events set received_at = now() - interval '11 minutes'");
    await scene.query("update pgboss.job set start_after = now() where state < 'active'");
  }
  const metrics = async () => (await fetch(`${scene.server.url}/metrics`)).text();
  const logged = (text: string) => scene.server.log.find((line) => line.includes(text));

  test("a payment whose order is gone is told of, and taken up once the order is back", async () => {
    const { webOrder } = scene.sandbox;
    const orderId = await scene.create("row-lost");
    const [row] = await scene.query<{ id: string }>(
      "select id from orders where paypal_order_id = $1",
      [orderId],
    );
    // As after a restore from before the order: its row cannot be found.
    const move = (from: string[], to: string[]) =>
      scene.query(`
        begin;
        set local session_replication_role = replica;
        update order_events set order_id = '${to[0]}' where order_id = '${from[0]}';
        update orders set id = '${to[0]}', paypal_order_id = '${to[1]}' where id = '${from[0]}';
        commit`);
    const [here, nowhere] = [
      [row?.id ?? "", orderId],
      [randomUUID(), "NOWHERE1"],
    ];
    await move(here, nowhere);
    await lateNews(orderId);
    await until("it is told of", () => logged("payment without an order"));
    expect(JSON.parse(logged("payment without an order") ?? "{}")).toMatchObject({
      level: 50,
      order_id: orderId,
    });
    await expect.poll(metrics).toMatch(/^billing_unknown_payments 1$/m);
    expect(webOrder.rowsOf(orderId)).toEqual([]);

    await move(nowhere, here);
    await scene.sweep();
    await scene.reaches(orderId, "provisioned");
  });

  test("a payment made elsewhere that names an order of ours is stray: a warning, and the order is untouched", async () => {
    const orderId = await scene.create("named-by-another");
    const [row] = await scene.query<{ id: string }>(
      "select id from orders where paypal_order_id = $1",
      [orderId],
    );
    const stray = await openElsewhere(row?.id ?? "");
    const stranger = await openElsewhere(randomUUID());
    for (const id of [stray, stranger]) await lateNews(id);
    await until("it is told of", () => logged("stray payment"));
    expect(JSON.parse(logged("stray payment") ?? "{}")).toMatchObject({
      level: 40,
      order_id: stray,
    });
    await expect.poll(metrics).toMatch(/^billing_stray_payments 1$/m);
    expect(await metrics()).toMatch(/^billing_unknown_payments [01]$/m);
    expect((await scene.order(orderId)).state).toBe("awaiting_approval");
    expect(
      scene.server.log.some(
        (line) => line.includes(`"order_id":"${stranger}"`) && line.includes("without an order"),
      ),
    ).toBe(false);
  });

  /** A PayPal order of 0.01 that a page opened with our account, as PayPal's browser script can. */
  async function openElsewhere(customId: string): Promise<string> {
    const { url, clientId, clientSecret } = scene.sandbox.paypal;
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

  test("a forged event is refused, and moves nothing", async () => {
    const { paypal } = scene.sandbox;
    const orderId = await scene.create("forged");
    paypal.webhooks.mischief.dropNext();
    paypal.approve(orderId);
    const [event] = paypal.webhooks.events({ transactionId: orderId });
    const forged = await paypal.webhooks.forge("foreign_chain", event?.id ?? "");
    const { url, headers, body } = forged;
    const answer = await fetch(url, { method: "POST", headers, body });
    expect(answer.status).toBe(400);
    expect(await scene.query("select from webhook_events where id = $1", [event?.id])).toEqual([]);
    expect((await scene.order(orderId)).state).toBe("awaiting_approval");
  });
});
