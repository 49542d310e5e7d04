import { expect, test } from "vitest";
import { captureLog } from "../testing/captured-log.ts";

test("terminal control characters are escaped, and a line keeps its meaning", () => {
  const { log, lines } = captureLog();
  const reason = "\u009b2J \u202e31 \u2028 \u001b[2J \ufeff \u007f";
  log.warn({ reason }, `web-order said: ${reason}`);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[\x20-\x7e]+\n$/);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ reason, msg: `web-order said: ${reason}` });
});
