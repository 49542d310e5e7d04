import { orderStates } from "@onekonsole/billing-contract";
import { expect, test } from "vitest";
import { capturedOrder, sampleOrder } from "../testing/sample-order.ts";
import type { Order } from "./order.ts";
import { paymentSummary } from "./payment-summary.ts";

test.each(orderStates)("%s without money is pending or failed", (state) => {
  const expected = ["provisioned", "captured"].includes(state) ? ["Paid"] : ["Pending", "Failed"];
  const summary = paymentSummary(sampleOrder({ state }));
  expect(state === "refunded" ? ["Failed"] : expected).toContain(summary);
});

test.each<[Partial<Order>, string]>([
  [{ state: "captured" }, "Paid"],
  [{ state: "needs_attention" }, "Paid"],
  [{ state: "refunding" }, "Pending"],
  [{ state: "refunding", refundedAmount: 1n }, "Partly refunded"],
  [{ state: "provisioned", refundedAmount: 3099n }, "Partly refunded"],
  [{ state: "refunded", refundedAmount: 3100n }, "Refunded"],
  [{ state: "needs_attention", refundedAmount: 100n, reversedAmount: 3000n }, "Refunded"],
  [{ state: "closed", refundedAmount: 3100n }, "Refunded"],
])("captured money of %o is %s", (columns, summary) => {
  expect(paymentSummary(capturedOrder(columns))).toBe(summary);
});
