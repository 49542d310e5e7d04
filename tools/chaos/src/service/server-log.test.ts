import { expect, test } from "vitest";
import { createServerLog } from "./server-log.ts";

const line = (fields: object) => JSON.stringify({ level: 30, msg: "listening", ...fields });

test("counts equal errors by message and first stack frame", () => {
  const log = createServerLog();
  const err = { message: "no route", stack: "Error: no route\n    at connect (a.ts:1)\n    at b" };
  log.add(line({ level: 50, msg: "failed", err }));
  log.add(line({ level: 60, msg: "failed", err }));
  log.add(line({ level: 50, msg: "failed" }));
  expect([...log.errors]).toEqual([
    ["failed: no route at connect (a.ts:1)", 2],
    ["failed", 1],
  ]);
});

test("counts a line that is not JSON, and no line below the error level", () => {
  const log = createServerLog();
  log.add(line({ level: 40 }));
  log.add("FATAL ERROR: heap out of memory");
  log.add("null");
  expect([...log.errors]).toEqual([
    ["FATAL ERROR: heap out of memory", 1],
    ["null", 1],
  ]);
});

test("keeps the newest lines", () => {
  const log = createServerLog();
  for (let index = 0; index < 2_000; index += 1) log.add(line({ index }));
  expect(log.newest.length).toBeLessThanOrEqual(800);
  expect(log.newest.at(-1)).toBe(line({ index: 1_999 }));
});
