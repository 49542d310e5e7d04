import { orderStates } from "@onekonsole/billing-contract";
import { expect, test } from "vitest";
import type { Order } from "../../domain/order.ts";
import type { Refund } from "../../domain/refund.ts";
import { capturedOrder, sampleOrder } from "../../testing/sample-order.ts";
import { refundRow } from "../../testing/sample-refund.ts";
import { explain } from "./explain.ts";

test.each(orderStates)("an order that is %s is explained in sentences", (state) => {
  const { situation, nextStep } = explain(sampleOrder({ state }), []);
  expect([situation, nextStep]).toEqual([
    expect.stringMatching(/\.$/),
    expect.stringMatching(/\.$/),
  ]);
});

const inHands = (changes: Partial<Order> = {}) =>
  capturedOrder({ state: "needs_attention", problem: "For hours.", ...changes });

test.each<[string, Order, readonly Refund[], RegExp]>([
  ["nothing was captured", sampleOrder({ state: "needs_attention" }), [], /then retry/],
  ["all the money went back", inHands({ refundedAmount: 3100n }), [], /No money is left/],
  ["a refund is under way", inHands(), [refundRow({ status: "pending" })], /^Wait/],
  ["it was delivered", inHands({ provisionedAt: new Date() }), [], /refund what is owed/],
  ["a refund failed", inHands(), [refundRow({ status: "failed" })], /stopped the refund/],
  ["it never reached web-order", inHands(), [], /^Retry the delivery, or refund/],
  [
    "it may have reached web-order",
    inHands({ delivery: "open" }),
    [],
    /web-order.*before you refund/,
  ],
  [
    "web-order may have kept it",
    inHands({ delivery: "answered" }),
    [],
    /web-order.*before you refund/,
  ],
])("in a person's hands, when %s, it is said what to do", (_, order, refunds, nextStep) => {
  expect(explain(order, refunds).nextStep).toMatch(nextStep);
});
