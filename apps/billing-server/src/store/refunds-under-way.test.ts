import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrderEvent } from "../domain/order-event.ts";
import type { Order } from "../domain/order.ts";
import {
  approved,
  captureCompleted,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { oldestRefundSeconds } from "./refunds-under-way.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

const delivered: OrderEvent = { type: "delivered", webOrderId: 1 };
const refused: OrderEvent = {
  type: "delivery_refused",
  reason: "The payment was received, but your cluster could not be ordered.",
};
const wanted: OrderEvent = {
  type: "refund_requested",
  amount: 200n,
  reason: "Our team decided to refund your payment.",
};

/** Sets the age of the order's refund. */
const age = (order: Order, seconds: number) =>
  opened.database.pool.query(
    "update refunds set created_at = now() - $2 * interval '1 second' where order_id = $1",
    [order.id, seconds],
  );

test("the oldest pending refund is that of an order in another state than refunding", async () => {
  const { store, database } = opened;
  const oldest = async () => Math.round(await oldestRefundSeconds(database.db));
  expect(await oldest()).toBe(0);
  await age(await storedOrder(store, approved, captureCompleted(), refused), 9_000);
  expect(await oldest()).toBe(0);

  const waiting = await storedOrder(store, approved, captureCompleted(), delivered, wanted);
  const other = await storedOrder(store, approved, captureCompleted(), delivered, wanted);
  await age(waiting, 5_000);
  await age(other, 3_000);
  expect(await oldest()).toBe(5_000);
  const [refund] = await store.listRefunds(waiting.id);
  const seen = {
    paypalRefundId: "R-9",
    refundId: refund?.id ?? null,
    amount: 200n,
    kind: "refund" as const,
  };
  await store.recordRefund(waiting.id, { ...seen, status: "pending" }, { by: "refund_job" });
  expect(await oldest()).toBe(5_000);
  await store.recordRefund(waiting.id, { ...seen, status: "completed" }, { by: "webhook" });
  expect(await oldest()).toBe(3_000);
});
