import { expect, test } from "vitest";
import { orderEvents, orderProblems } from "./order-codes.ts";

test.each([
  ["events", orderEvents],
  ["problems", orderProblems],
])("the codes of %s are distinct names in snake_case", (_, codes) => {
  expect(new Set<string>(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
});
