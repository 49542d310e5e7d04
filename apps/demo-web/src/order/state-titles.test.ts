import { describe, expect, test } from "vitest";
import { titleOf } from "./state-titles.ts";

describe("titleOf", () => {
  test("calls the first wait for an approval the order's beginning", () => {
    expect(titleOf({ state: "awaiting_approval", visit: 1 })).toBe("Order placed");
  });

  test("tells a later wait, after a declined payment, from the first", () => {
    expect(titleOf({ state: "awaiting_approval", visit: 2 })).toBe("Waiting for another approval");
  });
});
