import { expect, test } from "vitest";
import { holdMs, mostAttempts, nextPauseMs, type SendOutcome } from "./dispatch.ts";

const hourMs = 3_600_000;

test("attempts are spread over three days, and then end", () => {
  const pauses = Array.from({ length: mostAttempts }, (_, index) =>
    nextPauseMs({ attempts: index + 1, retryAfterMs: null, random: 0 }),
  );
  expect(pauses.at(-1)).toBeNull();
  const known = pauses.slice(0, -1).map(Number);
  expect(known).toEqual(known.toSorted((one, other) => one - other));
  const totalMs = known.reduce((sum, pause) => sum + pause, 0);
  expect(totalMs / hourMs).toBeGreaterThan(72);
  expect(totalMs / hourMs).toBeLessThan(80);
});

test("a pause is up to a fifth longer at random, and at least as long as requested", () => {
  const first = { attempts: 1, retryAfterMs: null };
  expect(nextPauseMs({ ...first, random: 0 })).toBe(5_000);
  expect(nextPauseMs({ ...first, random: 1 })).toBe(6_000);
  expect(nextPauseMs({ attempts: 1, retryAfterMs: 60_000, random: 1 })).toBe(60_000);
  expect(nextPauseMs({ attempts: 1, retryAfterMs: 900 * hourMs, random: 0 })).toBe(24 * hourMs);
});

const failed = (status: number | null, retryAfterMs: number | null = null): SendOutcome => ({
  kind: "failed",
  status,
  failure: status === null ? "timeout" : "status",
  retryAfterMs,
});

const sent: SendOutcome = { kind: "sent", status: 204 };

test("a busy endpoint is paused as a whole", () => {
  for (const status of [429, 502, 503, 504]) expect(holdMs([sent, failed(status)])).toBe(1_000);
  expect(holdMs([failed(429, 30_000), failed(503)])).toBe(30_000);
  expect(holdMs([failed(503, 900 * hourMs)])).toBe(hourMs);
  for (const outcome of [failed(500, 30_000), failed(404), sent]) expect(holdMs([outcome])).toBe(0);
});

test("an endpoint is paused while no attempt gets a response", () => {
  expect(holdMs([failed(null), failed(null)])).toBe(5_000);
  expect(holdMs([failed(null), sent])).toBe(0);
  expect(holdMs([failed(null), failed(500)])).toBe(0);
  expect(holdMs([{ ...failed(null), failure: "event_removed" } as SendOutcome])).toBe(0);
  expect(holdMs([])).toBe(0);
});
