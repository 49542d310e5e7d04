import { orderStates } from "@onekonsole/billing-contract/browser";
import { describe, expect, test } from "vitest";
import { stateTitle } from "./state-titles.ts";

describe("stateTitle", () => {
  test("has another title for the first wait for an approval", () => {
    expect(stateTitle({ state: "awaiting_approval", visit: 1 })).toBe("Order placed");
  });

  test.each(orderStates)("has its own title for %s", (state) => {
    const others = orderStates.filter((other) => other !== state);
    const titles = others.map((other) => stateTitle({ state: other, visit: 1 }));
    expect(stateTitle({ state, visit: 1 })).toMatch(/\w/);
    expect(titles).not.toContain(stateTitle({ state, visit: 1 }));
  });

  test("distinguishes a refund in progress from a completed one", () => {
    expect(stateTitle({ state: "refunding", visit: 1 })).toBe("Refund in progress");
    expect(stateTitle({ state: "refunded", visit: 1 })).toBe("Payment refunded");
  });

  test("distinguishes a later wait, after a declined payment, from the first", () => {
    expect(stateTitle({ state: "awaiting_approval", visit: 2 })).toBe(
      "Waiting for another approval",
    );
  });
});
