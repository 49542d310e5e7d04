import { afterEach, expect, test, vi } from "vitest";
import { limitWarnings } from "./limit-warnings.ts";

afterEach(() => void vi.useRealTimers());

test("each kind is logged once a minute, with the number of omitted warnings", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const log = { warn: vi.fn() };
  const warn = limitWarnings(log);
  for (let turn = 0; turn < 1_000; turn += 1) warn("expired", { turn }, "refused");
  warn("audience", {}, "refused");
  vi.advanceTimersByTime(60_000);
  warn("expired", { turn: 1_000 }, "refused");
  vi.advanceTimersByTime(60_000);
  warn("expired", { turn: 1_001 }, "refused");
  expect(log.warn.mock.calls).toEqual([
    [{ turn: 0 }, "refused"],
    [{}, "refused"],
    [{ turn: 1_000, unlogged: 999 }, "refused"],
    [{ turn: 1_001 }, "refused"],
  ]);
});
