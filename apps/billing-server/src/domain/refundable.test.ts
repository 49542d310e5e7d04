import { expect, test } from "vitest";
import { capturedOrder, provisionedOrder, sampleOrder } from "../testing/sample-order.ts";
import { refundRow } from "../testing/sample-refund.ts";
import type { Order } from "./order.ts";
import type { Refund } from "./refund.ts";
import { refundableAmount } from "./refundable.ts";

test.each<[string, Order, Refund[], bigint]>([
  ["all of a paid order", provisionedOrder(), [], 3100n],
  [
    "what refunds and reversals left",
    provisionedOrder({ refundedAmount: 200n, reversedAmount: 900n }),
    [],
    2000n,
  ],
  ["nothing of an unpaid order", sampleOrder({ state: "needs_attention" }), [], 0n],
  [
    "nothing of a refunded order",
    capturedOrder({ state: "refunded", refundedAmount: 3100n }),
    [],
    0n,
  ],
  ["nothing while a delivery may arrive", capturedOrder({ delivery: "open" }), [], 0n],
  [
    "not what refunds in progress take",
    provisionedOrder(),
    [refundRow(), refundRow({ status: "pending" })],
    2700n,
  ],
  [
    "nothing during a refund of all that remains",
    provisionedOrder(),
    [refundRow({ amount: null })],
    0n,
  ],
  [
    "all after a failed refund",
    provisionedOrder(),
    [refundRow({ amount: null, status: "failed" })],
    3100n,
  ],
  [
    "the rest after a completed refund",
    provisionedOrder({ refundedAmount: 200n }),
    [refundRow({ status: "completed" })],
    2900n,
  ],
])("refundable: %s", (_, order, refunds, left) => {
  expect(refundableAmount(order, refunds)).toBe(left);
});
