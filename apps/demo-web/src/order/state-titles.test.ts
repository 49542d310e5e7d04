import { orderStates } from "@onekonsole/billing-contract/browser";
import { describe, expect, test } from "vitest";
import { titleOf } from "./state-titles.ts";

describe("titleOf", () => {
  test("calls the first wait for an approval the order's beginning", () => {
    expect(titleOf({ state: "awaiting_approval", visit: 1 })).toBe("Order placed");
  });

  test.each(orderStates)("has words of its own for %s", (state) => {
    const others = orderStates.filter((other) => other !== state);
    const titles = others.map((other) => titleOf({ state: other, visit: 1 }));
    expect(titleOf({ state, visit: 1 })).toMatch(/\w/);
    expect(titles).not.toContain(titleOf({ state, visit: 1 }));
  });

  test("tells money on its way back from money that is back", () => {
    expect(titleOf({ state: "refunding", visit: 1 })).toBe("Being refunded");
    expect(titleOf({ state: "refunded", visit: 1 })).toBe("Payment refunded");
  });

  test("tells a later wait, after a declined payment, from the first", () => {
    expect(titleOf({ state: "awaiting_approval", visit: 2 })).toBe("Waiting for another approval");
  });
});
