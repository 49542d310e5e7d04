import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BenchEnvironment } from "./environment.ts";
import { toRow } from "./report/row.ts";
import { runBenches } from "./run-benches.ts";

const environment = {} as BenchEnvironment;
const row = toRow({ name: "a", unit: "ms", rounds: [1] });

beforeEach(() => {
  vi.spyOn(console, "log").mockReturnValue();
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => void vi.restoreAllMocks());

test("a benchmark that fails is named, and the others still run", async () => {
  const benches = {
    first: () => Promise.reject(new Error("create returned 500.")),
    second: () => Promise.resolve([row]),
  };
  const run = { benches, environment, size: "quick", deadline: Number.POSITIVE_INFINITY } as const;
  expect(await runBenches(run)).toEqual({ rows: [row], incomplete: ["first"] });
});

test("no benchmark begins after the deadline", async () => {
  const late = vi.fn(() => Promise.resolve([row]));
  const run = { benches: { late }, environment, size: "full", deadline: 0 } as const;
  expect(await runBenches(run)).toEqual({ rows: [], incomplete: ["late"] });
  expect(late).not.toHaveBeenCalled();
});
