import { expect, test } from "vitest";
import { describeChanges, orderTexts } from "./describe-changes.ts";
import { ourLine, paypalOrder } from "./desk-order.fixture.ts";
import { mergeOrders } from "./desk-order.ts";

test("only new and changed orders are announced", () => {
  const before = orderTexts(
    mergeOrders([ourLine(), ourLine({ order_id: "B" })], [paypalOrder()]),
    [],
  );
  const after = orderTexts(
    mergeOrders(
      [ourLine({ state: "captured" }), ourLine({ order_id: "B" })],
      [paypalOrder({ status: "COMPLETED" }), paypalOrder({ id: "C" })],
    ),
    [],
  );
  expect(describeChanges(before, after).toSorted()).toEqual([
    "Payment past the service: no order; at PayPal CREATED.",
    "blue-lake: Payment received; at PayPal COMPLETED.",
  ]);
  expect(describeChanges(after, after)).toEqual([]);
});
