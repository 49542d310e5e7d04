import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readReport, writeReport } from "./bench-report.ts";
import { toRow } from "./row.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "bench-report-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test("a report is the same after it was written and read", () => {
  const baseline = { name: "bare", rounds: [1 / 3] };
  const target = { of: "ratio", limit: 1.3 } as const;
  const report = {
    at: "2026-11-29T10:00:00.000Z",
    size: "full",
    machine: "2 cores",
    rows: [
      toRow({ name: "a", unit: "µs", rounds: [0.1], baseline, target }),
      toRow({ name: "not measured", unit: "ms", rounds: [Number.NaN] }),
    ],
  } as const;
  const file = join(folder, "report.json");
  writeReport(file, report);
  expect(readReport(file)).toEqual(report);
});

test("rejects a file without a report", () => {
  const file = join(folder, "other.json");
  writeFileSync(file, "{}");
  expect(() => readReport(file)).toThrow("has no report");
});
