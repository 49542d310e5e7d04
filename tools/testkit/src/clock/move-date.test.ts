import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const preload = new URL("move-date.mjs", import.meta.url).href;
const hourMs = 3_600_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "move-date-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Evaluates an expression in a process that is an hour ahead at its start, and then two. */
function evaluate(expression: string): unknown {
  const file = join(folder, "clock");
  writeFileSync(file, String(hourMs).padStart(20));
  const source = `
    import { writeFileSync } from "node:fs";
    const later = () => writeFileSync(process.env.SANDBOX_CLOCK_FILE, "${String(2 * hourMs).padStart(20)}");
    console.log(JSON.stringify(${expression}));`;
  const args = ["--import", preload, "--input-type=module", "--eval", source];
  const env = { SANDBOX_CLOCK_FILE: file };
  return JSON.parse(execFileSync(process.execPath, args, { env, encoding: "utf8" }));
}

test("Date is ahead, and follows the file at once", () => {
  const before = Date.now();
  const [now, created, moved] = evaluate(
    "[Date.now(), new Date().getTime(), (later(), Date.now())]",
  ) as number[];
  const within = [before, Date.now()].map((time) => time + hourMs);
  for (const time of [now, created]) {
    expect(time).toBeGreaterThanOrEqual(within[0] ?? 0);
    expect(time).toBeLessThanOrEqual(within[1] ?? 0);
  }
  expect((moved ?? 0) - (now ?? 0)).toBeGreaterThanOrEqual(hourMs);
});

test("dates of a given time, their type and their statics are unchanged", () => {
  expect(
    evaluate(`[
      new Date(0), new Date("2026-01-02T03:04:05Z"), Date.UTC(2026, 0), Date.parse("2026-01-01"),
      new Date() instanceof Date, new Date(5).constructor === Date, typeof Date(),
    ]`),
  ).toEqual([
    "1970-01-01T00:00:00.000Z",
    "2026-01-02T03:04:05.000Z",
    Date.UTC(2026, 0),
    Date.UTC(2026, 0),
    true,
    true,
    "string",
  ]);
});
