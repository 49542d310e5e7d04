import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BenchEnvironment } from "./environment.ts";
import { toRow } from "./report/row.ts";
import { runBenches } from "./run-benches.ts";

const stopPrograms = vi.fn(() => Promise.resolve());
const environment = { stopPrograms } as Partial<BenchEnvironment> as BenchEnvironment;
const row = toRow({ name: "a", unit: "ms", rounds: [1] });

beforeEach(() => {
  vi.spyOn(console, "log").mockReturnValue();
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
  stopPrograms.mockClear();
});

test("a benchmark that fails is named, what it started is stopped, and the others still run", async () => {
  const benches = {
    first: () => Promise.reject(new Error("create returned 500.")),
    second: () => Promise.resolve([row]),
  };
  const run = { benches, environment, size: "quick", deadline: Number.POSITIVE_INFINITY } as const;
  expect(await runBenches(run)).toEqual({ rows: [row], incomplete: ["first"] });
  expect(stopPrograms).toHaveBeenCalledTimes(2);
});

test("no benchmark begins after the deadline", async () => {
  const late = vi.fn(() => Promise.resolve([row]));
  const run = { benches: { late }, environment, size: "full", deadline: 0 } as const;
  expect(await runBenches(run)).toEqual({ rows: [], incomplete: ["late"] });
  expect(late).not.toHaveBeenCalled();
});
