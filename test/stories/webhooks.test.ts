import { randomUUID } from "node:crypto";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import { until } from "@onekonsole/billing-testkit/until";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Story, startStory } from "./story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story[Symbol.asyncDispose]());

const rowsOf = (orderId: string) => story.sandbox.webOrder.rowsOf(orderId);
const capturesOf = (orderId: string) => story.sandbox.paypal.captureCount(orderId);

/** How often the order's trail has that event. */
async function countOf(orderId: string, event: string): Promise<number> {
  const found = await story.query(
    `select from order_events join orders on id = order_id where paypal_order_id = $1 and event = $2`,
    [orderId, event],
  );
  return found.length;
}

describe("what PayPal tells by webhook", () => {
  test("a webhook that comes before our own record of the order waits for it", async () => {
    const { paypal } = story.sandbox;
    // PayPal has opened the order, and its answer to us is still on its way.
    paypal.faults.add({
      operation: "orders.create",
      kind: "delay",
      when: "after",
      latencyMs: 2_500,
    });
    const creating = consoleCall(story.server.url, "/order/create", orderInput("early-webhook"));
    const known = new Set(paypal.orders.keys());
    const orderId = await until("PayPal has opened the order", () =>
      [...paypal.orders.keys()].find((id) => !known.has(id)),
    );
    paypal.approve(orderId);
    await paypal.webhooks.idle();
    expect(await story.query("select from webhook_events")).not.toHaveLength(0);
    expect(await story.query("select from orders where paypal_order_id = $1", [orderId])).toEqual(
      [],
    );
    expect((await creating).body["order_id"]).toBe(orderId);
    await story.reaches(orderId, "provisioned");
    expect(capturesOf(orderId)).toBe(1);
    expect(rowsOf(orderId)).toHaveLength(1);
  });

  test("4 webhooks, an approve and a sweep at once: one capture, one delivery", async () => {
    const { paypal } = story.sandbox;
    const orderId = await story.create("all-at-once");
    paypal.webhooks.pause();
    paypal.approve(orderId);
    const [approved] = paypal.webhooks.events({ transactionId: orderId });
    for (let copy = 0; copy < 3; copy += 1) paypal.webhooks.redeliver(approved?.id ?? "");
    expect(paypal.webhooks.pausedCount).toBe(4);
    paypal.webhooks.resume();
    const [answer] = await Promise.all([story.approve(orderId), story.sweep()]);
    expect(answer).toEqual({ status: 200, body: { id: orderId, status: "APPROVED" } });
    await story.reaches(orderId, "provisioned");
    await paypal.webhooks.idle();
    expect(capturesOf(orderId)).toBe(1);
    expect(rowsOf(orderId)).toHaveLength(1);
    expect((await story.order(orderId)).version).toBe(4);
  });

  test("an event that comes twice 70 ms apart is stored and followed once", async () => {
    const { paypal } = story.sandbox;
    const orderId = await story.create("told-twice");
    paypal.webhooks.deliveryFaults.duplicateNext();
    paypal.approve(orderId);
    await story.reaches(orderId, "provisioned");
    await paypal.webhooks.idle();
    const [approved] = paypal.webhooks.events({ transactionId: orderId });
    const sent = paypal.webhooks.deliveries.filter(({ eventId }) => eventId === approved?.id);
    expect(sent.map(({ outcome }) => outcome)).toEqual([{ status: 204 }, { status: 204 }]);
    expect(
      await story.query("select from webhook_events where id = $1", [approved?.id]),
    ).toHaveLength(1);
    expect(capturesOf(orderId)).toBe(1);
    expect(rowsOf(orderId)).toHaveLength(1);
    expect(await countOf(orderId, "payer_approved")).toBe(1);
  });

  test("captured in the browser and approve never called: provisioned", async () => {
    const orderId = await story.create("browser-closed");
    story.sandbox.paypal.captureInBrowser(orderId);
    await story.reaches(orderId, "provisioned");
    expect(rowsOf(orderId)).toHaveLength(1);
  });

  test("the same without any webhook: the sweeper finds the payment", async () => {
    const { paypal } = story.sandbox;
    const orderId = await story.create("nobody-told-us");
    paypal.webhooks.deliveryFaults.dropNext(3);
    paypal.captureInBrowser(orderId);
    await paypal.webhooks.idle();
    expect((await story.order(orderId)).state).toBe("awaiting_approval");
    await story.sweep();
    await story.reaches(orderId, "provisioned");
    expect(capturesOf(orderId)).toBe(1);
    expect(rowsOf(orderId)).toHaveLength(1);
  });

  /** PayPal's news of a payment, ten minutes after which no order was found for it. */
  async function lateNews(orderId: string): Promise<void> {
    story.sandbox.paypal.captureInBrowser(orderId);
    await story.sandbox.paypal.webhooks.idle();
    await story.query("update webhook_events set received_at = now() - interval '11 minutes'");
    await story.query("update pgboss.job set start_after = now() where state < 'active'");
  }
  const metrics = async () => (await fetch(`${story.server.url}/metrics`)).text();
  const logged = (text: string) => story.server.log.find((line) => line.includes(text));

  test("a payment whose order is gone is told of, and taken up once the order is back", async () => {
    const { webOrder } = story.sandbox;
    const orderId = await story.create("row-lost");
    const [row] = await story.query<{ id: string }>(
      "select id from orders where paypal_order_id = $1",
      [orderId],
    );
    // As after a restore from before the order: its row cannot be found.
    const move = (from: string[], to: string[]) =>
      story.query(`
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
    await story.sweep();
    await story.reaches(orderId, "provisioned");
  });

  test("a payment made elsewhere that names an order of ours is stray: a warning, and the order is untouched", async () => {
    const orderId = await story.create("named-by-another");
    const [row] = await story.query<{ id: string }>(
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
    expect((await story.order(orderId)).state).toBe("awaiting_approval");
    expect(
      story.server.log.some(
        (line) => line.includes(`"order_id":"${stranger}"`) && line.includes("without an order"),
      ),
    ).toBe(false);
  });

  /** A PayPal order of 0.01 that a page opened with our account, as PayPal's browser script can. */
  async function openElsewhere(customId: string): Promise<string> {
    const { url, clientId, clientSecret } = story.sandbox.paypal;
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
    const { paypal } = story.sandbox;
    const orderId = await story.create("forged");
    paypal.webhooks.deliveryFaults.dropNext();
    paypal.approve(orderId);
    const [event] = paypal.webhooks.events({ transactionId: orderId });
    const forged = await paypal.webhooks.forge("foreign_chain", event?.id ?? "");
    const { url, headers, body } = forged;
    const answer = await fetch(url, { method: "POST", headers, body });
    expect(answer.status).toBe(400);
    expect(await story.query("select from webhook_events where id = $1", [event?.id])).toEqual([]);
    expect((await story.order(orderId)).state).toBe("awaiting_approval");
  });
});
