import { billingErrorOf, createBillingClient } from "@onekonsole/billing-client";
import { describe, expect, test } from "vitest";
import type { OrderEvent } from "./domain/order-event.ts";
import { createApp } from "./http/app.ts";
import { serve } from "./http/serve.ts";
import { done, failed, fakePayPal } from "./testing/fake-paypal.ts";
import { createMemoryStore } from "./testing/memory-store.ts";
import { quietLog } from "./testing/quiet-log.ts";
import { ingressDoor, noMetrics } from "./testing/served-app.ts";
import { sampleDependencies } from "./testing/sample-dependencies.ts";
import { sampleOrder, seenAtPayPal } from "./testing/sample-order.ts";
import { createWaiterRegistry } from "./waiters/registry.ts";

const order = sampleOrder();
const id = order.paypalOrderId;

/** The real application over loopback HTTP, with PayPal and the database made up. */
async function startApp() {
  const store = createMemoryStore(order);
  const paypal = fakePayPal();
  const waiters = createWaiterRegistry({ longestWaitMs: 600_000 });
  const deps = sampleDependencies({ store, paypal, waiters });
  const app = createApp({
    deps,
    door: ingressDoor,
    log: quietLog,
    checkReady: async () => ({}),
    webhooks: null,
    metrics: noMetrics,
  });
  const server = await serve({ fetch: app.fetch, host: "127.0.0.1", port: 0 });
  const client = createBillingClient({ url: `http://127.0.0.1:${server.port}` });
  const move = async (event: OrderEvent): Promise<void> => {
    await store.apply(store.row(order), event, { by: "capture_job" });
    waiters.wake(order.id);
  };
  const close = async (): Promise<void> => {
    waiters.close();
    await server.close(0);
  };
  return { paypal, waiters, client, move, [Symbol.asyncDispose]: close };
}

const failure = (call: Promise<unknown>) =>
  call.then(
    () => "it did not fail",
    (error: unknown) => billingErrorOf(error),
  );

describe("the shared client against the application", { timeout: 10_000 }, () => {
  test("follows an order from its approval to its cluster", async () => {
    await using app = await startApp();
    app.paypal.getOrder.mockResolvedValue(done(seenAtPayPal(order)));
    expect(await app.client.order.approve.mutate({ order_id: id })).toEqual({
      id,
      status: "APPROVED",
    });
    const states: string[] = [];
    const settled = app.client.waitUntilSettled(id, {
      onUpdate: ({ state }) => states.push(state),
    });
    await expect.poll(() => app.waiters.size).toBe(1);
    const money = { captureId: "C1", currency: "EUR", amount: 3_100n };
    await app.move({ type: "capture_completed", money });
    await app.move({ type: "delivered", webOrderId: 7 });
    expect(await settled).toMatchObject({
      order_id: id,
      version: 4,
      state: "provisioned",
      settled: true,
    });
    expect(states).toEqual(["awaiting_approval", "approved", "captured", "provisioned"]);
    expect(await app.client.order.get.query({ order_id: id })).toMatchObject({ web_order_id: 7 });
    await expect.poll(() => app.waiters.size).toBe(0);
  });

  test("hears of an unknown order alike from a query, a mutation and a stream", async () => {
    await using app = await startApp();
    const unknown = "0UNKNOWN00000000";
    const failures = await Promise.all([
      failure(app.client.order.get.query({ order_id: unknown })),
      failure(app.client.order.approve.mutate({ order_id: unknown })),
      failure(app.client.waitUntilSettled(unknown)),
    ]);
    for (const error of failures)
      expect(error).toMatchObject({
        code: "order_not_found",
        action: "stop",
        message: "There is no such order.",
        requestId: expect.stringMatching(/.+/),
      });
  });

  test("hears of a stream's bad input, and does not come back", async () => {
    await using app = await startApp();
    expect(await failure(app.client.waitUntilSettled("not an id"))).toMatchObject({
      code: "invalid_input",
    });
  });

  test("hears what PayPal did, to try again and what to quote", async () => {
    await using app = await startApp();
    app.paypal.getOrder.mockResolvedValue(failed("timeout"));
    const error = await failure(app.client.order.approve.mutate({ order_id: id }));
    expect(error).toMatchObject({ code: "paypal_timeout", action: "retry" });
    const { message, requestId } = error as { message: string; requestId: string };
    expect(message).toContain(`Please quote ${requestId}.`);
  });

  test("names each wrong field of an order", async () => {
    await using app = await startApp();
    const wrong = { order_details: { ...order.details, cluster_name: "a" }, currency: "euro" };
    const error = await failure(app.client.order.create.mutate(wrong));
    expect(error).toMatchObject({
      code: "invalid_input",
      fields: [{ path: "order_details.cluster_name" }, { path: "currency" }],
    });
  });

  test("that goes away leaves no waiter behind", async () => {
    await using app = await startApp();
    const leaving = new AbortController();
    const wait = failure(
      app.client.waitUntilSettled(id, { signal: leaving.signal }).catch(() => {
        throw new DOMException("left", "AbortError");
      }),
    ).catch((error: unknown) => error);
    await expect.poll(() => app.waiters.size).toBe(1);
    leaving.abort();
    expect(await wait).toMatchObject({ name: "AbortError" });
    await expect.poll(() => app.waiters.size).toBe(0);
  });
});
