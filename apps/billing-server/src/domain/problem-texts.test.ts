import { orderProblems } from "@onekonsole/billing-contract";
import { expect, test } from "vitest";
import { problemCode, problemTexts } from "./problem-texts.ts";

test.each(orderProblems)("the stored text of %s has its code", (code) => {
  expect(problemTexts[code]).toMatch(/^[A-Z].*\.$/);
  expect(problemCode(problemTexts[code])).toBe(code);
});

test("a text of another release has no code, nor has an order without a problem", () => {
  expect(problemCode("The payment differs from the 31.00 EUR due.")).toBeNull();
  expect(problemCode("")).toBeNull();
  expect(problemCode(null)).toBeNull();
});
