import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OrderEvent } from "../domain/order-event.ts";
import type { PayPalOrderId } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import { paypalRefund } from "../testing/sample-refund.ts";
import {
  approved,
  captureCompleted,
  captured,
  newOrder,
  openStoreUnderTest,
  storedAs,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import type { Enqueue } from "./apply-event.ts";
import { orderPayload } from "./job-payload.ts";
import { createJobQueue } from "./job-queue.ts";
import { createOrderStore, type StoreOptions } from "./order-store.ts";
import { orderChangedChannel } from "./write-transition.ts";

let opened: StoreUnderTest;
let store: OrderStore;
beforeAll(async () => {
  opened = await openStoreUnderTest();
  store = opened.store;
});
afterAll(() => opened[Symbol.asyncDispose]());

const queuedJobs = (id: string) => opened.queued.filter(({ orderId }) => orderId === id);

const storeWith = (enqueue: Enqueue) =>
  createOrderStore(opened.database, { enqueue, duplicateWindowMs: 600_000 });

/** A store whose queue fails after the statements of the transition ran. */
const withBrokenQueue = () => storeWith(() => Promise.reject(new Error("the queue is broken")));

describe("the callbacks of the order store", () => {
  function watched(enqueue: Enqueue = async () => undefined) {
    const seen: string[] = [];
    const options: StoreOptions = {
      enqueue,
      duplicateWindowMs: 600_000,
      onCreated: (order) => void seen.push(`created ${order.paypalOrderId}`),
      onTransition: ({ was, event, order }) =>
        void seen.push(`${was} ${event.type} ${order.state}`),
    };
    const watching = createOrderStore(opened.database, options);
    return { watching, seen };
  }

  test("receive each stored or changed order, with the event that was recorded", async () => {
    const { watching, seen } = watched();
    const fresh = newOrder();
    const first = await storedAs(watching, fresh, captureCompleted());
    const second = newOrder({ details: fresh.details });
    const twin = await storedAs(watching, second, captureCompleted());
    await watching.recordRefund(first.id, paypalRefund({ amount: 3_100n }), { by: "webhook" });
    expect(twin.state).toBe("needs_attention");
    expect(seen).toEqual([
      `created ${fresh.paypalOrderId}`,
      "awaiting_approval capture_completed captured",
      `created ${second.paypalOrderId}`,
      "awaiting_approval duplicate_paid needs_attention",
      "captured fully_refunded refunded",
    ]);
  });

  test("receive once an order that two requests of one key store", async () => {
    const { watching, seen } = watched();
    const order = newOrder({ fingerprint: "f1" });
    const insert = () => watching.insert(order, { by: "create" });
    await Promise.all([insert(), insert()]);
    expect(seen).toEqual([`created ${order.paypalOrderId}`]);
  });

  test("do not receive what was rolled back", async () => {
    const { watching, seen } = watched(() => Promise.reject(new Error("the queue is broken")));
    const order = await storedOrder(store);
    await expect(watching.apply(order, approved, { by: "approve" })).rejects.toThrow("broken");
    expect(seen).toEqual([]);
  });
});

describe("apply", () => {
  test("writes the state, its columns, one audit event and the job", async () => {
    const order = await storedOrder(store, approved);
    const moved = await store.apply(order, captureCompleted("CAPTURE1"), { by: "capture_job" });
    expect(moved).toEqual({
      ...order,
      state: "captured",
      version: 3,
      captureId: "CAPTURE1",
      capturedAmount: 3_100n,
      capturedCurrency: "EUR",
      paidAt: expect.any(Date),
    });
    expect(await store.find(order.id)).toEqual(moved);
    expect(queuedJobs(order.id).map(({ job }) => job)).toEqual(["capture", "deliver"]);
  });

  test("keeps what later events add, large ids included", async () => {
    const order = await storedOrder(store, approved, captureCompleted());
    const webOrderId = Number.MAX_SAFE_INTEGER;
    const moved = await store.apply(
      order,
      { type: "delivered", webOrderId },
      { by: "deliver_job" },
    );
    expect(moved).toMatchObject({
      state: "provisioned",
      webOrderId,
      provisionedAt: expect.any(Date),
    });
    const unnumbered = await storedOrder(store, approved, captureCompleted());
    const event = { type: "delivered", webOrderId: null } as const;
    expect(await store.apply(unnumbered, event, { by: "deliver_job" })).toMatchObject({
      webOrderId: null,
    });
  });

  test("clears a problem that is solved", async () => {
    const order = await storedOrder(store, approved, {
      type: "approval_needed",
      refusal: "declined",
      reason: "PayPal declined the payment.",
    });
    expect(order).toMatchObject({
      problem: "PayPal declined the payment.",
      approvalStatus: null,
      captureAttempt: 2,
    });
    const moved = await store.apply(order, approved, { by: "approve" });
    expect(moved).toMatchObject({ problem: null, approvalStatus: "APPROVED", captureAttempt: 2 });
  });

  test("does nothing for an event that does not apply", async () => {
    const order = await storedOrder(store, { type: "order_gone" });
    expect(await store.apply(order, { type: "order_gone" }, { by: "sweep" })).toBeNull();
    expect(await store.find(order.id)).toEqual(order);
    expect(queuedJobs(order.id)).toEqual([]);
  });

  test("applies exactly one of 20 concurrent events, with one audit event and one job", async () => {
    const order = await storedOrder(store);
    const applied = await Promise.all(
      Array.from({ length: 20 }, () => store.apply(order, approved, { by: "approve" })),
    );
    expect(applied.filter((moved) => moved !== null)).toHaveLength(1);
    expect(queuedJobs(order.id)).toHaveLength(1);
    expect((await store.auditEventsSince(order.id, 0)).map(({ version }) => version)).toEqual([
      1, 2,
    ]);
  });

  test("applies one of two different concurrent events, never both", async () => {
    const order = await storedOrder(store, approved);
    const outcomes = await Promise.all([
      store.apply(order, captureCompleted(), { by: "capture_job" }),
      store.apply(
        order,
        {
          type: "gave_up",
          reason: "The payment was received, but the cluster could not be ordered for hours.",
        },
        { by: "dead_letter" },
      ),
    ]);
    const winner = outcomes.find((moved) => moved !== null);
    expect(outcomes.filter((moved) => moved !== null)).toHaveLength(1);
    expect((await store.find(order.id))?.state).toBe(winner?.state);
  });

  test("checks the version: an order back in the same state is not the order that was read", async () => {
    const stale = await storedOrder(store, approved);
    const back = await store.apply(
      stale,
      { type: "approval_needed", refusal: "declined", reason: "PayPal declined the payment." },
      { by: "capture_job" },
    );
    const current = back && (await store.apply(back, approved, { by: "approve" }));
    expect(current).toMatchObject({ state: stale.state, version: 4 });
    expect(await store.apply(stale, captureCompleted(), { by: "capture_job" })).toBeNull();
    expect(await store.find(stale.id)).toEqual(current);
  });

  test("rolls everything back if the job cannot be queued", async () => {
    const order = await storedOrder(store);
    await expect(withBrokenQueue().apply(order, approved, { by: "approve" })).rejects.toThrow();
    expect(await store.find(order.id)).toEqual(order);
    expect(await store.auditEventsSince(order.id, 0)).toHaveLength(1);
    expect(await store.apply(order, approved, { by: "approve" })).toMatchObject({ version: 2 });
  });

  describe("of a capture that another order has", () => {
    const cause = { by: "capture_job", debugId: "d1" } as const;
    const reason = "PayPal declined the payment.";

    async function twoOrders() {
      const captureId = randomUUID();
      const first = await storedOrder(store, approved, captureCompleted(captureId));
      return { first, second: await storedOrder(store, approved), captureId };
    }

    test.each<[string, (captureId: string) => OrderEvent]>([
      ["paid", captureCompleted],
      ["held", (id) => ({ type: "capture_pending", money: captured(id) })],
      ["mismatched", (id) => ({ type: "capture_mismatched", money: captured(id), reason })],
      [
        "paid twice",
        (id) => ({
          type: "duplicate_paid",
          money: captured(id),
          firstOrderId: "P-FIRST" as PayPalOrderId,
        }),
      ],
    ])("moves an order that seems %s to manual review with both ids", async (_, event) => {
      const { first, second, captureId } = await twoOrders();
      const held = await store.apply(second, event(captureId), cause);
      expect(held).toMatchObject({
        state: "needs_attention",
        captureId: null,
        capturedAmount: 0n,
        conflictingId: captureId,
        problem: expect.stringContaining("please do not pay again"),
      });
      const { rows } = await opened.database.pool.query<{ note: string }>(
        "select * from order_events where order_id = $1 order by version desc limit 1",
        [second.id],
      );
      expect(rows).toMatchObject([
        {
          event: "conflict_found",
          debug_id: "d1",
          note: `PayPal shows capture ${captureId} of 31.00 EUR, which order ${first.paypalOrderId} has.`,
        },
      ]);
      expect(await store.find(first.id)).toEqual(first);
      expect(await store.listRefunds(second.id)).toEqual([]);
      expect(queuedJobs(second.id).map(({ job }) => job)).toEqual(["capture"]);
    });

    test("is recorded once per review, and again after an operator's retry", async () => {
      const { second, captureId } = await twoOrders();
      const held = await store.apply(second, captureCompleted(captureId), cause);
      if (!held) throw new Error("It was not held.");
      expect(await store.apply(held, captureCompleted(captureId), { by: "sweep" })).toBeNull();
      const retried = await store.apply(held, { type: "capture_retried" }, { by: "operator" });
      if (!retried) throw new Error("It was not retried.");
      const again = await store.apply(retried, captureCompleted(captureId), cause);
      expect(again).toMatchObject({ state: "needs_attention", version: held.version + 2 });
    });

    test("does not prevent the order's own capture", async () => {
      const { second, captureId } = await twoOrders();
      const held = await store.apply(second, captureCompleted(captureId), cause);
      const paid = held && (await store.apply(held, captureCompleted(), { by: "webhook" }));
      expect(paid).toMatchObject({ state: "captured", capturedAmount: 3_100n });
    });

    test("is recorded as a decline, which moves no money, and leaves the id to the other order", async () => {
      const { second, captureId } = await twoOrders();
      const declined = { type: "capture_declined", captureId, reason } as const;
      expect(await store.apply(second, declined, cause)).toMatchObject({
        state: "capture_failed",
        captureId: null,
      });
    });

    test("holds one of two orders that report the same capture concurrently", async () => {
      const orders = [await storedOrder(store, approved), await storedOrder(store, approved)];
      const event = captureCompleted(randomUUID());
      const moved = await Promise.all(orders.map((order) => store.apply(order, event, cause)));
      const states = new Set(moved.map((it) => it?.state));
      expect(states).toEqual(new Set(["captured", "needs_attention"]));
    });
  });
});

test("the job is in the queue's table exactly if the transition is committed", async () => {
  const { databaseUrl, database } = opened;
  const faults: Error[] = [];
  const queue = createJobQueue({
    databaseUrl,
    onError: (error) => faults.push(error),
    onAttempt: () => undefined,
  });
  await queue.start();
  const order = await storedOrder(store);
  await storeWith(queue.enqueue).apply(order, approved, { by: "approve" });
  const left = await storedOrder(store);
  const thenBroken = storeWith(async (trx, enqueued) => {
    await queue.enqueue(trx, enqueued);
    throw new Error("broken after queueing");
  });
  await expect(thenBroken.apply(left, approved, { by: "approve" })).rejects.toThrow();
  const jobs = await database.pool.query(
    "select name, data, state from pgboss.job where name = 'capture'",
  );
  const data = { ...orderPayload(order), job: "capture" };
  expect(jobs.rows).toEqual([{ name: "capture", data, state: "created" }]);
  await queue.stop(1_000);
  expect(faults).toEqual([]);
});

test("every listener receives a committed transition, and none that was rolled back", async () => {
  const listener = new pg.Client({ connectionString: opened.databaseUrl });
  await listener.connect();
  const heard: string[] = [];
  listener.on("notification", ({ payload = "" }) => heard.push(payload));
  await listener.query(`listen ${orderChangedChannel}`);

  const undone = await storedOrder(store);
  await expect(withBrokenQueue().apply(undone, approved, { by: "approve" })).rejects.toThrow();
  const withJob = await storedOrder(store, approved);
  const withoutJob = await storedOrder(store, { type: "order_gone" });
  // Notifications arrive in the order of the commits, so all others arrived before the last one.
  await expect.poll(() => heard.includes(withoutJob.id)).toBe(true);
  await listener.end();
  expect(heard).toEqual([withJob.id, withoutJob.id]);
});
