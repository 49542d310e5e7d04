import type { Order } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { sampleOrder } from "../testing/sample-order.fixture.ts";
import { addOrder, addStep } from "./order-steps.ts";

describe("addStep", () => {
  const first = { version: 1, state: "awaiting_approval" };
  const second = { version: 2, state: "approved" };

  test("keeps updates in order, whatever the order of their arrival", () => {
    expect(addStep(addStep([], second), first)).toEqual([first, second]);
  });

  test("returns the same list for a known update, so that nothing renders again", () => {
    const steps = [first, second];
    expect(addStep(steps, { ...second })).toBe(steps);
  });
});

test("an order in a state that only a newer service has is not settled", () => {
  const order = JSON.parse(JSON.stringify({ ...sampleOrder, state: "in_escrow" })) as Order;
  expect(addOrder([], order)).toMatchObject([{ state: "in_escrow", settled: false }]);
});
