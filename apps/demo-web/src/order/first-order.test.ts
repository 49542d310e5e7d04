import { orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { firstOrderId } from "./first-order.ts";

describe("firstOrderId", () => {
  test("is shown for a duplicate that is unpaid, held or paid back only", () => {
    const shown = orderStates.filter((state) => firstOrderId(state, "FIRST") === "FIRST");
    expect(shown).toEqual([
      "awaiting_approval",
      "expired",
      "refunding",
      "refunded",
      "needs_attention",
      "closed",
    ]);
  });

  test.each(orderStates)("is undefined for an order in %s that is no duplicate", (state) => {
    expect(firstOrderId(state, null)).toBeUndefined();
  });

  test("is undefined before the order is read", () => {
    expect(firstOrderId(undefined, "FIRST")).toBeUndefined();
  });
});
