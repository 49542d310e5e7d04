import { toBillingError, createBillingClient } from "@onekonsole/billing-client";
import { describe, expect, test, vi } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import type { Caller } from "../domain/caller.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import { createApp } from "../http/app.ts";
import type { AccessControl } from "../http/request-credentials.ts";
import { serve } from "../http/serve.ts";
import type { AuthenticationAndLimits } from "../procedures/authenticate-and-limit.ts";
import { userCaller } from "../testing/callers.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { sampleOrder, orderAtPayPal } from "../testing/sample-order.ts";
import { emptyReceipts, tryableDocs, ingressAccess, noMetrics } from "../testing/served-app.ts";
import { createWaiterRegistry } from "../waiters/registry.ts";

const order = sampleOrder();
const id = order.paypalOrderId;

interface AppParts {
  readonly accessControl?: AccessControl;
  readonly token?: () => string;
}

/** The real application over loopback HTTP, with a fake PayPal and a memory store. */
async function startApp({ accessControl = ingressAccess, token }: AppParts = {}) {
  const store = createMemoryStore(order);
  const paypal = fakePayPal();
  const waiters = createWaiterRegistry();
  const deps = sampleDependencies({ store, paypal, waiters });
  const app = createApp({
    deps,
    accessControl,
    log: quietLog,
    checkReady: async () => ({}),
    webhooks: null,
    metrics: noMetrics,
    receipts: emptyReceipts,
    docs: tryableDocs,
  });
  const server = await serve({ ...app, host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${server.port}`;
  const client = createBillingClient({ url, ...(token ? { token } : {}) });
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

/** Captures the payment and orders the cluster. */
async function provision({ move }: Awaited<ReturnType<typeof startApp>>): Promise<void> {
  const money = { captureId: "C1", currency: "EUR", amount: 3_100n };
  await move({ type: "capture_completed", money });
  await move({ type: "delivered", webOrderId: 7 });
}

const failure = (call: Promise<unknown>) =>
  call.then(
    () => "it did not fail",
    (error: unknown) => toBillingError(error),
  );

describe("the shared client against the application", () => {
  test("follows an order from its approval to its cluster", async () => {
    await using app = await startApp();
    app.paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    expect(await app.client.order.approve.mutate({ order_id: id })).toEqual({
      id,
      status: "APPROVED",
    });
    const states: string[] = [];
    const settled = app.client.waitUntilSettled(id, {
      onUpdate: ({ state }) => states.push(state),
    });
    await expect.poll(() => app.waiters.size).toBe(1);
    await provision(app);
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

  test("receives the same error for an unknown order from a query, a mutation and a stream", async () => {
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

  test("receives the error of a stream's invalid input and does not reconnect", async () => {
    await using app = await startApp();
    expect(await failure(app.client.waitUntilSettled("not an id"))).toMatchObject({
      code: "invalid_input",
    });
  });

  test("receives PayPal's failure, the time to retry and the request id", async () => {
    await using app = await startApp();
    app.paypal.getOrder.mockResolvedValue(failed("timeout"));
    const error = await failure(app.client.order.approve.mutate({ order_id: id }));
    expect(error).toMatchObject({ code: "paypal_timeout", action: "retry" });
    const { message, requestId } = error as { message: string; requestId: string };
    expect(message).toContain(`Please quote ${requestId}.`);
  });

  test("receives each invalid field of an order", async () => {
    await using app = await startApp();
    const wrong = { order_details: { ...order.details, cluster_name: "a" }, currency: "euro" };
    const error = await failure(app.client.order.create.mutate(wrong));
    expect(error).toMatchObject({
      code: "invalid_input",
      fields: [{ path: "order_details.cluster_name" }, { path: "currency" }],
    });
  });

  test("that disconnects leaves no waiter behind", async () => {
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

describe("a stream beyond its token's expiry", () => {
  const { user_id: owner } = order.details;
  const endsIn = (ms: number) => userCaller(owner, { expiresAt: new Date(Date.now() + ms) });

  /** A client whose first token expires while it watches. */
  async function watchWith(
    toCaller: (token: string) => Caller,
    limits: Partial<AuthenticationAndLimits> = {},
  ) {
    const shown: string[] = [];
    const authenticate = async (header = "") => {
      shown.push(header);
      return toCaller(header);
    };
    const authenticationAndLimits = {
      ...ingressAccess.authenticationAndLimits,
      ...limits,
      authenticator: { authenticate },
    };
    let given = 0;
    const token = () => `token-${(given += 1)}`;
    const app = await startApp({
      accessControl: { trustedProxyHops: null, authenticationAndLimits },
      token,
    });
    const versions: number[] = [];
    const settled = app.client.waitUntilSettled(id, {
      onUpdate: ({ version }) => versions.push(version),
    });
    return { app, shown, versions, settled };
  }

  test("continues with a new token, without a gap or a repetition", async () => {
    const { app, shown, versions, settled } = await watchWith((header) =>
      endsIn(header === "Bearer token-1" ? 100 : 60_000),
    );
    await using _ = app;
    await expect.poll(() => versions).toEqual([1]);
    await expect.poll(() => shown).toHaveLength(2);
    await app.move({ type: "payer_approved" });
    await provision(app);
    expect(await settled).toMatchObject({ state: "provisioned" });
    expect(versions).toEqual([1, 2, 3, 4]);
    expect(shown).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  test("receives the events between the two", async () => {
    const reconnecting = Promise.withResolvers<void>();
    const { app, versions, settled } = await watchWith((header) => {
      if (header === "Bearer token-1") return endsIn(100);
      reconnecting.resolve();
      return endsIn(60_000);
    });
    await using _ = app;
    await expect.poll(() => versions).toEqual([1]);
    await expect.poll(() => app.waiters.size).toBe(0);
    await app.move({ type: "payer_approved" });
    await reconnecting.promise;
    await expect.poll(() => versions).toEqual([1, 2]);
    await provision(app);
    await settled;
    expect(versions).toEqual([1, 2, 3, 4]);
  });

  test("retries once if the next one exceeds a limit, and continues where it stopped", async () => {
    const refusals = [null, 1, 1];
    const perUser = { take: vi.fn(async () => refusals.shift() ?? null) };
    const fresh = (header: string) => endsIn(header === "Bearer token-1" ? 100 : 60_000);
    const { app, versions, settled } = await watchWith(fresh, { perUser });
    await using _ = app;
    await expect.poll(() => versions).toEqual([1]);
    await expect.poll(() => perUser.take.mock.calls.length).toBe(4);
    await app.move({ type: "payer_approved" });
    await provision(app);
    expect(await settled).toMatchObject({ state: "provisioned" });
    expect(versions).toEqual([1, 2, 3, 4]);
  });

  test("fails if the next one is rejected", async () => {
    const { app, shown, versions, settled } = await watchWith((header) => {
      if (header === "Bearer token-1") return endsIn(100);
      throw new BillingError("unauthenticated");
    });
    await using _ = app;
    expect(await failure(settled)).toMatchObject({ code: "unauthenticated", action: "stop" });
    expect(versions).toEqual([1]);
    expect(shown).toEqual(["Bearer token-1", "Bearer token-2"]);
    expect(app.waiters.size).toBe(0);
  });
});
