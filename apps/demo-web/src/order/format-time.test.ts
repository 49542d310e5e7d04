import { expect, test } from "vitest";
import { displayExactTime, displayTime } from "./format-time.ts";

// Intl puts a narrow no-break space before AM and PM.
const plain = (text: string) => text.replace("\u202f", " ");

test.each([
  ["2026-03-01T10:00:59.999Z", "Mar 1, 2026, 10:00 AM", "Mar 1, 2026, 10:00:59 AM"],
  ["2026-12-31T23:59:00Z", "Dec 31, 2026, 11:59 PM", "Dec 31, 2026, 11:59:00 PM"],
  ["2026-03-01T00:30:00+02:00", "Feb 28, 2026, 10:30 PM", "Feb 28, 2026, 10:30:00 PM"],
])("%s is shown in the visitor's time zone, here UTC", (timestamp, toTheMinute, toTheSecond) => {
  expect(plain(displayTime(timestamp))).toBe(toTheMinute);
  expect(plain(displayExactTime(timestamp))).toBe(toTheSecond);
});
