import { orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { languages } from "../language/languages.ts";
import { textsIn } from "../testing/texts.fixture.ts";
import { stateTitle } from "./state-titles.ts";

describe("stateTitle", () => {
  const { states } = textsIn.en;

  test("has another title for the first wait for an approval", () => {
    expect(stateTitle({ state: "awaiting_approval", visit: 1 }, states)).toBe("Order placed");
  });

  test.each(languages)("has an own title for each state in %s", (language) => {
    const titles = orderStates.map((state) =>
      stateTitle({ state, visit: 1 }, textsIn[language].states),
    );
    expect(new Set(titles).size).toBe(orderStates.length);
  });

  test("distinguishes a refund in progress from a completed one", () => {
    expect(stateTitle({ state: "refunding", visit: 1 }, states)).toBe("Refund in progress");
    expect(stateTitle({ state: "refunded", visit: 1 }, states)).toBe("Payment refunded");
  });

  test("distinguishes a later wait, after a declined payment, from the first", () => {
    expect(stateTitle({ state: "awaiting_approval", visit: 2 }, states)).toBe(
      "Waiting for another approval",
    );
  });
});
