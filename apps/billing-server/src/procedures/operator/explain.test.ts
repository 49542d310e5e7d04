import { orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import type { Order, PayPalOrderId } from "../../domain/order.ts";
import type { OrderStep } from "../../domain/order-store.ts";
import type { Refund } from "../../domain/refund.ts";
import { capturedOrder, provisionedOrder, sampleOrder } from "../../testing/sample-order.ts";
import { refundRow } from "../../testing/sample-refund.ts";
import { explain } from "./explain.ts";

const inTime = new Date("2026-03-01T11:00:00Z");
const tooLate = new Date("2026-03-01T13:00:01Z");

interface Extras {
  readonly refunds?: readonly Refund[];
  readonly events?: readonly OrderStep["event"][];
  readonly now?: Date;
}

function explained(order: Order, { refunds = [], events = [], now = inTime }: Extras = {}) {
  const history = events.map((event) => ({ event }));
  const { situation, nextStep } = explain({ order, refunds, history }, now);
  return `${situation} → ${nextStep}`;
}

const requested = [refundRow()];
const pending = [refundRow({ status: "pending", paypalRefundId: "R-1" })];
const provisionedAt = new Date("2026-03-01T10:06:00Z");

type Case = [name: string, order: Order, extras: Extras, said: RegExp, advised: RegExp];

const byItself: Case[] = [
  [
    "one that waits for its payer",
    sampleOrder(),
    {},
    /^The payer has until 2026-03-01T13:00:00.000Z to approve/,
    /Nothing/,
  ],
  [
    "one whose payer needs another means of payment",
    sampleOrder({ problem: "Please approve again." }),
    {},
    /could not use the payer's means of payment: the payer has until/,
    /Nothing/,
  ],
  [
    "one whose payer's time is over",
    sampleOrder(),
    { now: tooLate },
    /ended at 2026-03-01T13:00:00.000Z/,
    /readyz/,
  ],
  [
    "an approved one",
    sampleOrder({ state: "approved" }),
    {},
    /approved and the money is not captured/,
    /readyz/,
  ],
  [
    "one that PayPal reviews",
    sampleOrder({ state: "capture_pending" }),
    {},
    /holds the capture back/,
    /dashboard/,
  ],
  [
    "one that ended because another order had the cluster name",
    sampleOrder({ state: "expired", duplicateOf: "FIRST" as PayPalOrderId }),
    {},
    /order FIRST of the same user had the cluster name.* Nothing was captured/,
    /^→ Nothing: the user has the first order/,
  ],
  [
    "one that expired",
    sampleOrder({ state: "expired" }),
    {},
    /Nobody paid .* revives it/,
    /Nothing/,
  ],
  [
    "one that PayPal declined",
    sampleOrder({ state: "capture_failed", problem: "PayPal declined the payment." }),
    {},
    /No money was taken: PayPal declined/,
    /orders again/,
  ],
  [
    "one that was approved for something else",
    sampleOrder({
      state: "capture_failed",
      problem: "The payment differs from the 31.00 EUR due.",
    }),
    {},
    /No money was taken: The payment differs/,
    /orders again/,
  ],
];

const withMoney: Case[] = [
  [
    "a paid one that was not sent",
    capturedOrder(),
    {},
    /has not reached web-order/,
    /web-order is up/,
  ],
  [
    "a paid one without an answer",
    capturedOrder({ delivery: "open" }),
    {},
    /answer is not here, so it is looked up/,
    /web-order is up/,
  ],
  [
    "a paid one that web-order failed at",
    capturedOrder({ delivery: "answered" }),
    {},
    /answered with a fault/,
    /web-order is up/,
  ],
  ["a provisioned one", provisionedOrder(), {}, /web-order has the order\./, /refund stays/],
  [
    "a provisioned one with a refund at work",
    provisionedOrder(),
    { refunds: requested, events: ["delivered", "refund_requested"] },
    /a refund is under way/,
    /Nothing/,
  ],
  [
    "a provisioned one whose refund failed before that brought it to a person",
    provisionedOrder(),
    {
      refunds: [refundRow({ status: "failed" })],
      events: ["delivered", "refund_requested", "refund_failed", "dispute_closed"],
    },
    /did not do the last refund/,
    /refund again/,
  ],
  [
    "one whose refund failed once and is through now",
    provisionedOrder({ refundedAmount: 200n }),
    {
      refunds: [refundRow({ status: "failed" }), refundRow({ status: "completed" })],
      events: ["delivered", "refund_failed", "refund_requested", "partly_refunded"],
    },
    /web-order has the order\./,
    /refund stays/,
  ],
  [
    "one that is refunded by a job",
    capturedOrder({ state: "refunding" }),
    { refunds: [...pending, ...requested] },
    /a job is at it/,
    /balance/,
  ],
  [
    "one whose refund waits for the bank",
    capturedOrder({ state: "refunding" }),
    { refunds: pending },
    /waits for the bank/,
    /Nothing/,
  ],
  [
    "a refunded one",
    capturedOrder({ state: "refunded", refundedAmount: 3100n }),
    {},
    /All the money went back/,
    /→ Nothing\.$/,
  ],
  [
    "a refunded one that has its cluster",
    capturedOrder({ state: "refunded", refundedAmount: 3100n, provisionedAt }),
    {},
    /All the money went back/,
    /Decide about the cluster/,
  ],
  [
    "a disputed one",
    provisionedOrder({ openDisputes: ["PP-D-1"] }),
    {},
    /has the order\. A dispute is open/,
    /Answer the dispute .*\. Besides: Nothing; a refund/,
  ],
];

describe("an order is explained", () => {
  test.each([...byItself, ...withMoney])("%s", (_, order, extras, said, advised) => {
    const [situation, nextStep] = explained(order, extras).split(" → ");
    expect(situation).toMatch(said);
    expect(`→ ${nextStep}`).toMatch(advised);
  });

  test.each(orderStates)("whatever its state: %s", (state) => {
    const { problem: _, ...paid } = capturedOrder({ state });
    for (const order of [sampleOrder({ state }), { ...paid, problem: "Something." }])
      expect(explained(order)).toMatch(/^[A-Z].*\. → [A-Z].*\.$/s);
  });
});
