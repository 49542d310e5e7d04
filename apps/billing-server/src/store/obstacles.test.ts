import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Order } from "../domain/order.ts";
import type { OrderEvent } from "../domain/order-event.ts";
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

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

const nameHeldBy = async ({ details }: Pick<Order, "details">) =>
  (await opened.store.obstaclesTo(details)).nameHeldBy;

const reason = "For a reason.";
const paid = captureCompleted;
const delivered: OrderEvent = { type: "delivered", webOrderId: 1 };
const wanted: OrderEvent = { type: "refund_requested", amount: null, reason };

describe("a cluster name", () => {
  test.each<[string, () => OrderEvent[]]>([
    ["approved", () => [approved]],
    ["held by PayPal", () => [approved, { type: "capture_pending", money: captured() }]],
    ["paid", () => [approved, paid()]],
    ["paid by the browser", () => [paid()]],
    ["delivered a moment ago", () => [approved, paid(), delivered]],
    ["being refunded", () => [approved, paid(), wanted]],
    ["given up with its money", () => [approved, paid(), { type: "gave_up", reason }]],
    ["given up after the approval", () => [approved, { type: "gave_up", reason }]],
  ])("is that of an order that is %s", async (_, events) => {
    const order = await storedOrder(opened.store, ...events());
    expect(await nameHeldBy(order)).toBe(order.paypalOrderId);
    expect(
      await nameHeldBy({ details: { ...order.details, cluster_name: "red-lake" } }),
    ).toBeNull();
    expect(await nameHeldBy({ details: { ...order.details, user_id: randomUUID() } })).toBeNull();
  });

  test.each<[string, () => OrderEvent[]]>([
    ["waits for its payer", () => []],
    ["expired", () => [{ type: "approval_timed_out" }]],
    ["was declined", () => [approved, { type: "capture_declined", captureId: null, reason }]],
    [
      "waits for another approval",
      () => [approved, { type: "approval_needed", refusal: "declined", reason }],
    ],
    ["was refunded", () => [approved, paid(), { type: "fully_refunded", total: 3_100n }]],
  ])("is free when its order %s", async (_, events) => {
    expect(await nameHeldBy(await storedOrder(opened.store, ...events()))).toBeNull();
  });

  test("is free again once the window after the delivery is over", async () => {
    const order = await storedOrder(opened.store, approved, paid(), delivered);
    const { pool } = opened.database;
    const endWindow = "update purchases set held_until = now() where order_id = $1";
    await pool.query(endWindow, [order.id]);
    expect(await nameHeldBy(order)).toBeNull();
  });

  test("stays the first order's when a second one ends for it", async () => {
    const { details } = newOrder();
    const second = await storedAs(opened.store, newOrder({ details }));
    const first = await storedAs(opened.store, newOrder({ details }), approved);
    await opened.store.apply(second, approved, { by: "approve" });
    expect(await nameHeldBy(first)).toBe(first.paypalOrderId);
  });
});
