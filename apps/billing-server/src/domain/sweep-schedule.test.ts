import { orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { nextReadAt } from "./sweep-schedule.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const createdAt = new Date("2026-03-01T10:00:00Z");
const at = (ms: number) => new Date(createdAt.getTime() + ms);
const orderTimes = (lifeMs: number) => ({ createdAt, approveBefore: at(lifeMs) });

/** When an order that stays in a state is read, in minutes after its creation. */
function looks(state: Parameters<typeof nextReadAt>[0], lifeMs: number, untilMs: number): number[] {
  const found: number[] = [];
  for (let now = createdAt; ;) {
    const next = nextReadAt(state, orderTimes(lifeMs), now);
    if (!next || next.getTime() > at(untilMs).getTime()) return found;
    expect(next.getTime()).toBeGreaterThan(now.getTime());
    found.push(Math.round((next.getTime() - createdAt.getTime()) / minuteMs));
    now = next;
  }
}

describe("an order that waits for its payer", () => {
  test("for three hours is read five times, and once more just before it expires", () => {
    const found = looks("awaiting_approval", 3 * hourMs, 3 * hourMs + minuteMs);
    expect(found).toEqual([15, 45, 135, 170, 181]);
  });

  test.each([1, 2, 10, 30, 60, 180, 360, 1440, 4320])(
    "for %i minutes is read before and right after its deadline, and rarely otherwise",
    (minutes) => {
      const found = looks("awaiting_approval", minutes * minuteMs, (minutes + 1) * minuteMs);
      expect(found.at(-1)).toBe(minutes + 1);
      expect(found.length).toBeLessThanOrEqual(9);
      // An order that waits longer than 25 minutes is also checked while PayPal still returns it.
      expect(minutes <= 25 || found.at(-2) === minutes - 10).toBe(true);
    },
  );

  test("is read every minute if PayPal could not be reached at its deadline", () => {
    const found = looks("awaiting_approval", hourMs, hourMs + 4 * minuteMs);
    expect(found.slice(-4)).toEqual([61, 62, 63, 64]);
  });
});

describe("an order that waits for PayPal or the bank", () => {
  test.each(["capture_pending", "refunding"] as const)(
    "%s is read at growing intervals of at most six hours",
    (state) => {
      const found = looks(state, 3 * hourMs, 72 * hourMs);
      const pauses = found.map((minute, index) => minute - (found[index - 1] ?? 0));
      expect(pauses[0]).toBe(15);
      // To the minute, since the figures are rounded.
      const shrinks = pauses.some((pause, index) => pause + 1 < (pauses[index - 1] ?? 0));
      expect(shrinks).toBe(false);
      expect(Math.max(...pauses)).toBe(360);
      expect(found.length).toBeLessThan(30);
    },
  );

  test.each(["approved", "captured"] as const)(
    "%s is read every hour at first, and four times a day after a long time",
    (state) => {
      const found = looks(state, 3 * hourMs, 48 * hourMs);
      // Each read queues one more job for an upstream that may be unavailable.
      expect(found).toEqual([60, 120, 180, 270, 405, 608, 911, 1271, 1631, 1991, 2351, 2711]);
    },
  );
});

test.each([
  [3, [6, 12]],
  [6, [6, 12]],
  // By arrangement with PayPal.
  [72, [72, 144]],
])("an order that expired after %i hours is read when PayPal's windows end", (hours, ends) => {
  // PayPal allows one window for the approval, and a second one for the capture after it.
  const found = looks("expired", hours * hourMs, 1000 * hourMs);
  expect(found).toEqual(ends.map((end) => end * 60));
  const expiry = nextReadAt("expired", orderTimes(hours * hourMs), at(hours * hourMs + minuteMs));
  expect(expiry).not.toBeNull();
});

test("an order in manual review is read four times a day", () => {
  expect(looks("needs_attention", 3 * hourMs, 24 * hourMs)).toEqual([360, 720, 1080, 1440]);
});

test("a closed order is read at growing intervals without end", () => {
  expect(looks("closed", 3 * hourMs, 48 * hourMs)).toEqual([360, 720, 1080, 1620, 2430]);
  expect(looks("closed", 3 * hourMs, 8760 * hourMs).length).toBeLessThan(20);
  expect(nextReadAt("closed", orderTimes(3 * hourMs), at(8760 * hourMs))).not.toBeNull();
});

test.each(["provisioned", "capture_failed", "refunded"] as const)(
  "an order that is %s is never read",
  (state) => {
    expect(nextReadAt(state, orderTimes(3 * hourMs), createdAt)).toBeNull();
  },
);

test("an order in a state of a later release is never read", () => {
  const state = "invented_later" as Parameters<typeof nextReadAt>[0];
  expect(nextReadAt(state, orderTimes(3 * hourMs), createdAt)).toBeNull();
});

test.each(orderStates)("a read of %s is never due at once", (state) => {
  for (const age of [0, hourMs, 3 * hourMs, 400 * hourMs]) {
    const next = nextReadAt(state, orderTimes(3 * hourMs), at(age));
    expect(next === null || next.getTime() >= at(age + minuteMs).getTime()).toBe(true);
  }
});

test("an order with a reversal is read daily at first, then at growing intervals", () => {
  const created = new Date("2026-03-01T10:00:00Z");
  const clocked = { createdAt: created, approveBefore: created, reversedAmount: 1n };
  const dayMs = 24 * 3_600_000;
  for (const state of ["provisioned", "refunded"] as const) {
    const now = new Date(created.getTime() + dayMs);
    expect(nextReadAt(state, clocked, now)).toEqual(new Date(now.getTime() + dayMs));
    const late = new Date(created.getTime() + 60 * dayMs);
    expect(nextReadAt(state, clocked, late)).toEqual(new Date(late.getTime() + 30 * dayMs));
    expect(nextReadAt(state, { ...clocked, reversedAmount: 0n }, now)).toBeNull();
  }
});
