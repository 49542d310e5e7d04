import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OrderEvent } from "../domain/order-event.ts";
import {
  approved,
  newOrder,
  openStoreUnderTest,
  storedAs,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { moneyReport } from "./money-report.ts";

let opened: StoreUnderTest;
beforeEach(async () => {
  opened = await openStoreUnderTest();
});
afterEach(() => opened[Symbol.asyncDispose]());

const paid = (amount: bigint, currency: string): OrderEvent => ({
  type: "capture_completed",
  money: { captureId: `${currency}${amount}${Math.random()}`, currency, amount },
});
const delivered: OrderEvent = { type: "delivered", webOrderId: 1 };
const refused: OrderEvent = {
  type: "delivery_refused",
  reason: "The payment was received, but your cluster could not be ordered.",
};

const stored = (amount: bigint, currency: string, ...events: OrderEvent[]) =>
  storedAs(
    opened.store,
    newOrder({ amount, currency }),
    approved,
    paid(amount, currency),
    ...events,
  );

const giveBack = async (
  id: Parameters<typeof opened.store.find>[0],
  amount: bigint,
  kind: "refund" | "reversal",
) =>
  opened.store.recordRefund(
    id,
    { paypalRefundId: `R${Math.random()}`, refundId: null, amount, status: "completed", kind },
    { by: "webhook" },
  );

describe("moneyReport", () => {
  test("is empty before the first capture", async () => {
    await storedOrder(opened.store, approved);
    expect(await moneyReport(opened.database.db)).toEqual([]);
  });

  test("accounts for every captured unit, per currency", async () => {
    await stored(3_100n, "EUR", delivered);
    const partly = await stored(5_000n, "EUR", delivered);
    await giveBack(partly.id, 1_200n, "refund");
    await stored(700n, "EUR");
    const back = await stored(900n, "EUR", refused);
    await giveBack(back.id, 900n, "refund");
    const reversed = await stored(400n, "EUR", delivered);
    await giveBack(reversed.id, 400n, "reversal");
    await stored(3_100n, "JPY", refused);
    expect(await moneyReport(opened.database.db)).toEqual([
      {
        currency: "EUR",
        captured: 10_100n,
        provisioned: 6_900n,
        refunded: 2_100n,
        reversed: 400n,
        inProgress: 700n,
        unaccounted: 0n,
        faults: 0,
        faulty: [],
      },
      {
        currency: "JPY",
        captured: 3_100n,
        provisioned: 0n,
        refunded: 0n,
        reversed: 0n,
        inProgress: 3_100n,
        unaccounted: 0n,
        faults: 0,
        faulty: [],
      },
    ]);
  });

  test("counts money in the currency of the capture, not the order's", async () => {
    const money = { captureId: "C1", currency: "USD", amount: 100n };
    const event = {
      type: "capture_mismatched",
      money,
      reason: "The payment differs from the amount due.",
    } as const;
    await storedOrder(opened.store, approved, event);
    expect(await moneyReport(opened.database.db)).toMatchObject([
      { currency: "USD", captured: 100n, inProgress: 100n, unaccounted: 0n },
    ]);
  });

  test.each([
    "awaiting_approval",
    "approved",
    "capture_pending",
    "capture_failed",
    "expired",
    "refunded",
  ])("shows money in the state %s as unaccounted", async (state) => {
    const { id } = await stored(3_100n, "EUR");
    await opened.database.pool.query("update orders set state = $2 where id = $1", [id, state]);
    expect(await moneyReport(opened.database.db)).toMatchObject([
      { unaccounted: 3_100n, faults: 1 },
    ]);
  });

  test("uses the refund rows if an order's total is wrong", async () => {
    const { id } = await stored(3_100n, "EUR", delivered);
    await giveBack(id, 100n, "refund");
    await opened.database.pool.query("update orders set refunded_minor = 3100 where id = $1", [id]);
    expect(await moneyReport(opened.database.db)).toMatchObject([
      { refunded: 100n, provisioned: 3_000n, unaccounted: 0n, faults: 1 },
    ]);
  });

  test("does not let two errors cancel out, and lists the orders", async () => {
    const lost = await stored(3_100n, "EUR");
    const twice = await stored(3_100n, "EUR", delivered);
    const fine = await stored(3_100n, "EUR", delivered);
    await opened.database.pool.query("update orders set state = 'expired' where id = $1", [
      lost.id,
    ]);
    for (const paypalId of ["R-A", "R-B"])
      await opened.database.pool.query(
        `insert into refunds (id, order_id, paypal_refund_id, amount_minor, status, kind)
         values (gen_random_uuid(), $1, $2, 3100, 'completed', 'refund')`,
        [twice.id, paypalId],
      );
    const [report] = await moneyReport(opened.database.db);
    expect(report).toMatchObject({ faults: 2, faulty: [lost.paypalOrderId, twice.paypalOrderId] });
    expect(report?.faulty).not.toContain(fine.paypalOrderId);
  });

  test("finds a refund of an order without a capture", async () => {
    const { id } = await storedOrder(opened.store, approved);
    await opened.database.pool.query(
      `insert into refunds (id, order_id, paypal_refund_id, amount_minor, status, kind)
       values (gen_random_uuid(), $1, 'R-C', 100, 'completed', 'refund')`,
      [id],
    );
    expect(await moneyReport(opened.database.db)).toMatchObject([{ captured: 0n, faults: 1 }]);
  });
});
