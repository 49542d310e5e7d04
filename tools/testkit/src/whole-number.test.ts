import { expect, test } from "vitest";
import { wholeNumber } from "./whole-number.ts";

test.each([
  ["1", 1],
  ["07", 7],
  ["100", 100],
])("accepts %s", (text, number) => {
  expect(wholeNumber("orders", text, [1, 100])).toBe(number);
});

test.each(["0", "101", "", " ", "1e1", "0x5", "-3", "2.0", "ten"])("rejects %j", (text) => {
  expect(() => wholeNumber("orders", text, [1, 100])).toThrow(
    "--orders must be a whole number from 1 to 100.",
  );
});
