import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OrderId, PayPalOrderId } from "../domain/order.ts";
import type { RefundId } from "../domain/refund.ts";
import type { OrderStore } from "../ports/order-store.ts";
import {
  approved,
  captureCompleted,
  captured,
  newOrder,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { openDatabase } from "./database.ts";
import { createOrderStore } from "./order-store.ts";
import { readVersions } from "./order-versions.ts";

let opened: StoreUnderTest;
let store: OrderStore;
beforeAll(async () => {
  opened = await openStoreUnderTest();
  store = opened.store;
});
afterAll(() => opened[Symbol.asyncDispose]());

const quiet = { enqueue: async () => undefined, duplicateWindowMs: 600_000 };
const unknownId = "00000000-0000-4000-8000-000000000000" as OrderId;

describe("a stored order", () => {
  test("has no bill if a release without VAT inserted it", async () => {
    const order = newOrder();
    await opened.store.insert(order, { by: "create" });
    await opened.database.pool.query(
      "update orders set net_minor = null, vat_minor = null, vat = null, bill_lines = null where id = $1",
      [order.id],
    );
    expect(await store.find(order.id)).toMatchObject({ amount: 3_100n, bill: null });
  });

  test("is rejected if its net amount and its VAT are not its amount", async () => {
    const order = newOrder();
    const bill = { ...order.bill, vatAmount: 518n };
    await expect(store.insert({ ...order, bill }, { by: "create" })).rejects.toThrow(
      "orders_bill_adds_up",
    );
  });

  test("is returned as given, with the values of a new one", async () => {
    const order = newOrder({
      details: {
        user_id: "11111111-2222-3333-4444-555555555555",
        cluster_name: "my-cluster",
        images_storage: 1_000_000,
        has_monitoring: true,
        monitoring_storage: 7,
        has_alerting: true,
      },
      approveBefore: new Date("2026-03-01T13:00:00.123Z"),
      traceParent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`,
    });
    await store.insert(order, { by: "create", debugId: "d1" });
    const { fingerprint: _kept, ...shown } = order;
    const found = await store.find(order.id);
    expect(found).toEqual({
      ...shown,
      userIdAtWebOrder: order.details.user_id,
      state: "awaiting_approval",
      version: 1,
      approvalStatus: null,
      approvalTime: null,
      approvalRefusal: null,
      missingSince: null,
      missingReads: 0,
      captureAttempt: 1,
      captureId: null,
      pendingReason: null,
      conflictingId: null,
      capturedAmount: 0n,
      capturedCurrency: null,
      refundedAmount: 0n,
      reversedAmount: 0n,
      reversedFrom: null,
      problemBeforeReversal: null,
      openDisputes: [],
      delivery: "none",
      deliveryAttempt: 0,
      deliveryStartedAt: null,
      webOrderId: null,
      problem: null,
      firstOrderId: null,
      createdAt: expect.any(Date),
      paidAt: null,
      provisionedAt: null,
    });
    expect(await store.findByPayPalId(order.paypalOrderId)).toEqual(found);
  });

  test.each([1n, 9_007_199_254_740_993n, 9_223_372_036_854_775_807n])(
    "keeps %i minor units exactly",
    async (amount) => {
      const order = newOrder({ amount });
      await store.insert(order, { by: "create" });
      expect((await store.find(order.id))?.amount).toBe(amount);
    },
  );

  test("may lack what PayPal did not return", async () => {
    const order = newOrder({ payeeEmail: null, payeeMerchantId: null, approveUrl: null });
    await store.insert(order, { by: "create" });
    expect(await store.find(order.id)).toMatchObject({
      payeeEmail: null,
      payeeMerchantId: null,
      approveUrl: null,
    });
  });

  test("has the reason of a held payment while it is held, and an audit event for each reason", async () => {
    const held = (pendingReason: string) =>
      ({ type: "capture_pending", money: captured("C-held"), pendingReason }) as const;
    const order = await storedOrder(store, held("ECHECK"), held("PENDING_REVIEW"));
    expect(order).toMatchObject({ state: "capture_pending", pendingReason: "PENDING_REVIEW" });
    expect(await store.apply(order, held("PENDING_REVIEW"), { by: "sweep" })).toBeNull();
    expect(await store.auditEventsSince(order.id, 0)).toMatchObject([
      { event: "created" },
      { event: "capture_pending", problem: expect.stringContaining("Your bank") },
      { event: "capture_pending", problem: expect.stringContaining("reviewing") },
    ]);
    const paid = await store.apply(order, captureCompleted("C-held"), { by: "webhook" });
    expect(paid).toMatchObject({ state: "captured", pendingReason: null, problem: null });
  });

  test("has no reason that an earlier release left", async () => {
    const { id } = await storedOrder(store, captureCompleted());
    await opened.database.pool.query("update orders set pending_reason = 'ECHECK' where id = $1", [
      id,
    ]);
    expect(await store.find(id)).toMatchObject({ state: "captured", pendingReason: null });
  });

  test("is stored once under its id: a second request with the same key changes nothing", async () => {
    const order = newOrder({ fingerprint: "f1" });
    expect(await store.insert(order, { by: "create" })).toBe(true);
    const twin = newOrder({ id: order.id, fingerprint: "f2", amount: 1n });
    expect(await store.insert(twin, { by: "create" })).toBe(false);
    expect(await store.find(order.id)).toMatchObject({ amount: 3_100n });
    expect(await store.findFingerprint(order.id)).toEqual({ fingerprint: "f1" });
    expect(await store.findByPayPalId(twin.paypalOrderId)).toBeNull();
    expect(await store.auditEventsSince(order.id, 0)).toHaveLength(1);
  });

  test("is stored once by ten concurrent requests, none of which fails", async () => {
    for (let round = 0; round < 100; round += 1) {
      const order = newOrder();
      const insert = () => store.insert(order, { by: "create" });
      const isNew = await Promise.all(Array.from({ length: 10 }, insert));
      expect(isNew.filter(Boolean)).toEqual([true]);
      expect(await store.auditEventsSince(order.id, 0)).toHaveLength(1);
    }
  });

  test("without a key has no fingerprint, and an unknown order has no result", async () => {
    const { id } = await storedOrder(store);
    expect(await store.findFingerprint(id)).toEqual({ fingerprint: null });
    expect(await store.findFingerprint(unknownId)).toBeNull();
  });

  test("is found by its capture", async () => {
    const order = await storedOrder(store, approved, captureCompleted("BYCAPTURE"));
    expect(await store.findByCaptureId("BYCAPTURE")).toEqual(order);
    expect(await store.findByCaptureId("ANOTHER")).toBeNull();
  });

  test("is found only by its own ids", async () => {
    expect(await store.find(unknownId)).toBeNull();
    expect(await store.findByPayPalId("NOTHING1" as PayPalOrderId)).toBeNull();
  });

  test.each([
    ["a price of 0", "23514", { amount: 0n }],
    ["a negative price", "23514", { amount: -1n }],
  ])("is rejected with %s, as an internal error", async (_, code, changes) => {
    const order = newOrder(changes);
    const refused = store.insert(order, { by: "create" });
    await expect(refused).rejects.toMatchObject({ name: "error", code });
    expect(await store.find(order.id)).toBeNull();
    expect(await store.auditEventsSince(order.id, 0)).toEqual([]);
  });

  test("is rejected with another order's PayPal id, as a fault of PayPal's response", async () => {
    const first = newOrder();
    await store.insert(first, { by: "create" });
    const order = newOrder({ paypalOrderId: first.paypalOrderId });
    const refused = store.insert(order, { by: "create", debugId: "d1" });
    await expect(refused).rejects.toMatchObject({ code: "paypal_refused", debugId: "d1" });
    expect(await store.find(order.id)).toBeNull();
    expect(await store.findByPayPalId(first.paypalOrderId)).toMatchObject({ id: first.id });
  });
});

describe("requeue", () => {
  test("queues the job of an order's state again, marked as a retry", async () => {
    const order = await storedOrder(store, approved);
    const before = opened.queued.length;
    await store.requeue(order);
    await store.requeue(await storedOrder(store));
    expect(opened.queued.slice(before)).toEqual([
      { job: "capture", orderId: order.id, isRetry: true },
    ]);
  });
});

test("requeue queues a refund again that is requested in another state", async () => {
  const delivered = { type: "delivered", webOrderId: 1 } as const;
  const requested = {
    type: "refund_requested",
    amount: 200n,
    reason: "Our team decided to refund your payment.",
  } as const;
  const order = await storedOrder(store, approved, captureCompleted(), delivered, requested);
  const before = opened.queued.length;
  await store.requeue(order);
  expect(opened.queued.slice(before)).toEqual([
    { job: "refund", orderId: order.id, isRetry: true },
  ]);
});

describe("auditEventsSince", () => {
  test("has every event after a version, oldest first", async () => {
    const order = await storedOrder(
      store,
      approved,
      { type: "approval_needed", refusal: "declined", reason: "PayPal declined the payment." },
      approved,
      captureCompleted(),
    );
    const steps = await store.auditEventsSince(order.id, 0);
    const lines = steps.map(({ version, event, state, problem }) => [
      version,
      event,
      state,
      problem,
    ]);
    expect(lines).toEqual([
      [1, "created", "awaiting_approval", null],
      [2, "payer_approved", "approved", null],
      [3, "approval_needed", "awaiting_approval", "PayPal declined the payment."],
      [4, "payer_approved", "approved", null],
      [5, "capture_completed", "captured", null],
    ]);
    const times = steps.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(await store.auditEventsSince(order.id, 3)).toEqual(steps.slice(3));
    expect(await store.auditEventsSince(order.id, 5)).toEqual([]);
  });
});

describe("under load", () => {
  test("auditEventsSince returns each of many concurrent readers its own part", async () => {
    const orders = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        storedOrder(store, ...(n % 2 === 0 ? [approved] : [approved, captureCompleted(`C-${n}`)])),
      ),
    );
    const readers = orders.flatMap(({ id }, n) => [0, 1, 2, 9].map((since) => ({ id, n, since })));
    const parts = await Promise.all(
      readers.map(({ id, since }) => store.auditEventsSince(id, since)),
    );
    const versions = parts.map((part) => part.map(({ version }) => version));
    const expected = readers.map(({ n, since }) =>
      (n % 2 === 0 ? [1, 2] : [1, 2, 3]).filter((version) => version > since),
    );
    expect(versions).toEqual(expected);
  });
});

test("readVersions returns the version of each known order", async () => {
  const [created, paid] = [await storedOrder(store), await storedOrder(store, approved)];
  const versions = await readVersions(opened.database.pool, [created.id, unknownId, paid.id]);
  expect(versions).toEqual(
    new Map([
      [created.id, 1],
      [paid.id, 2],
    ]),
  );
  expect(await readVersions(opened.database.pool, [])).toEqual(new Map());
});

describe("the history", () => {
  test("has actor, cause and PayPal's debug id of each event", async () => {
    const order = newOrder();
    await store.insert(order, { by: "create", debugId: "d1" });
    const fresh = await store.find(order.id);
    if (!fresh) throw new Error("The order is gone.");
    await store.apply(fresh, approved, { by: "approve", debugId: "d2" });
    const rows = await opened.database.db
      .selectFrom("order_events")
      .selectAll()
      .where("order_id", "=", order.id)
      .orderBy("version")
      .execute();
    const common = {
      order_id: order.id,
      problem: null,
      actor: null,
      note: null,
      at: expect.any(Date),
    };
    expect(rows).toEqual([
      {
        ...common,
        version: 1,
        event: "created",
        from_state: null,
        to_state: "awaiting_approval",
        caused_by: "create",
        debug_id: "d1",
      },
      {
        ...common,
        version: 2,
        event: "payer_approved",
        from_state: "awaiting_approval",
        to_state: "approved",
        caused_by: "approve",
        debug_id: "d2",
      },
    ]);
  });

  test.each([
    "update order_events set event = 'forged'",
    "delete from order_events",
    "truncate order_events",
    "truncate orders cascade",
  ])("refuses: %s", async (statement) => {
    const order = await storedOrder(store);
    await expect(opened.database.pool.query(statement)).rejects.toThrow("append-only");
    expect(await store.auditEventsSince(order.id, 0)).toHaveLength(1);
  });

  test("prevents the deletion of its order", async () => {
    const { id } = await storedOrder(store);
    const deletion = opened.database.pool.query("delete from orders where id = $1", [id]);
    await expect(deletion).rejects.toMatchObject({ code: "23503" });
  });
});

describe("the store rejects with service_unavailable", () => {
  const busy = { name: "BillingError", code: "service_unavailable" };

  const storeAt = (url: string) => {
    const database = openDatabase({ url });
    const away = createOrderStore(database, quiet);
    return { away, [Symbol.asyncDispose]: () => database.close() };
  };

  test("in every method if the server does not listen", async () => {
    const order = await storedOrder(store);
    await using to = storeAt("postgres://unknown@127.0.0.1:1/nowhere");
    const refund = {
      paypalRefundId: "P1",
      refundId: null,
      amount: 1n,
      status: "completed",
      kind: "refund",
    } as const;
    const calls = [
      to.away.insert(newOrder(), { by: "create" }),
      to.away.find(order.id),
      to.away.findByPayPalId(order.paypalOrderId),
      to.away.apply(order, approved, { by: "approve" }),
      to.away.apply(order, { type: "order_gone" }, { by: "approve" }),
      to.away.auditEventsSince(order.id, 0),
      to.away.beginDelivery(order),
      to.away.endDelivery(order, "none"),
      to.away.findByCaptureId("C1"),
      to.away.findFingerprint(order.id),
      to.away.recordRefund(order.id, refund, { by: "webhook" }),
      to.away.listRefunds(order.id),
      to.away.failRefund(order.id, { ...refund, id: "R1" as RefundId }, { by: "refund_job" }),
      to.away.deliveryAgeMs(order),
      to.away.claimDue(1),
    ];
    await Promise.all(calls.map((call) => expect(call).rejects.toMatchObject(busy)));
  });

  test("in bounded time if the server accepts and then does not respond", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    {
      await using to = storeAt(`postgres://unknown@127.0.0.1:${port}/nowhere`);
      await expect(to.away.find(unknownId)).rejects.toMatchObject(busy);
    }
    silent.close();
  });

  test("if the server ends the connection during a statement, and works again after it", async () => {
    await using testDatabase = await createTestDatabase();
    await using to = storeAt(testDatabase.url);
    const order = await storedOrder(to.away);
    const other = new pg.Client({ connectionString: testDatabase.url });
    await other.connect();
    await other.query("begin");
    await other.query("lock table orders");
    const blocked = to.away.find(order.id).catch((error: unknown) => error);
    await expect
      .poll(async () => {
        const ended = await other.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        );
        return ended.rowCount;
      })
      .toBe(1);
    await other.query("rollback");
    await other.end();
    expect(await blocked).toMatchObject(busy);
    await expect.poll(() => to.away.find(order.id).catch(() => null)).toEqual(order);
  });

  test.each(["EPIPE", "ECONNRESET", "ETIMEDOUT"])("if the socket fails with %s", async (code) => {
    const fault = Object.assign(new Error("write failed"), { code, syscall: "write" });
    const pool = { query: () => Promise.reject(fault) } as unknown as pg.Pool;
    const away = createOrderStore({ ...opened.database, pool }, quiet);
    await expect(away.insert(newOrder(), { by: "create" })).rejects.toMatchObject(busy);
  });
});
