import { expect, test } from "vitest";
import { readableLog } from "./readable-log.ts";

const hostile = "\u001b[2J\u009b2J\u202e\u2028";
const escaped = String.raw`\u001b[2J\u009b2J\u202e\u2028`;

test("formats a log line, with escaped texts and the stack in lines", () => {
  const err = { type: "Error", message: hostile, stack: `Error: ${hostile}\n    at here` };
  const line = JSON.stringify({ level: 40, time: 0, msg: `said ${hostile}`, reason: hostile, err });
  const printed = readableLog(false)(line);
  expect(printed).toContain(`WARN: said ${escaped}`);
  expect(printed).toMatch(/\n +at here/);
  for (const character of hostile.match(/[^ -~]/g) ?? []) expect(printed).not.toContain(character);
});

test("prints a line that is not JSON unchanged, but escaped", () => {
  expect(readableLog(true)(`Node said ${hostile}`)).toBe(`Node said ${escaped}\n`);
});
