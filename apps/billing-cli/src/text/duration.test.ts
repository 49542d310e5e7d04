import { describe, expect, test } from "vitest";
import { formatAge, parseDuration } from "./duration.ts";

describe("a duration", () => {
  test.each([
    ["90s", 90],
    ["45m", 2_700],
    ["2h", 7_200],
    ["3d", 259_200],
    ["1h30m", 5_400],
    ["0s", 0],
  ])("%s is %i seconds", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each(["", "2", "h", "2 h", "-2h", "2.5h", "2w", "1234567s", "2H"])(
    "%j is not a duration",
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe("an age", () => {
  const now = new Date("2026-03-04T12:00:00.000Z");

  test.each([
    ["2026-03-04T11:59:15.000Z", "45s"],
    ["2026-03-04T11:59:00.000Z", "1m"],
    ["2026-03-04T11:00:00.000Z", "1h 0m"],
    ["2026-03-04T08:54:30.000Z", "3h 5m"],
    ["2026-03-02T07:59:59.000Z", "2d 4h"],
    ["2026-03-04T12:00:01.000Z", "0s"],
  ])("since %s is %s", (time, age) => {
    expect(formatAge(time, now)).toBe(age);
  });
});
