import { expect, test } from "vitest";
import { displayClockTime, fromLocalField } from "./clock-time.ts";

test("a timestamp is shown as a time of day to the second", () => {
  expect(displayClockTime("2026-03-01T10:05:09.123Z")).toBe("10:05:09");
});

test("the field of a moment is a time of the visitor's zone", () => {
  expect(fromLocalField("2026-03-01T10:05")).toBe("2026-03-01T10:05:00.000Z");
  expect(fromLocalField("")).toBeUndefined();
});
