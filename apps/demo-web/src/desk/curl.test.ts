import { expect, test } from "vitest";
import { toCurl } from "./curl.ts";

test.each([
  [
    { method: "GET", path: "/_sandbox/clock", body: undefined },
    "curl http://sandbox/_sandbox/clock",
  ],
  [
    { method: "GET", path: "/_sandbox/wire?after=3&limit=2", body: undefined },
    "curl 'http://sandbox/_sandbox/wire?after=3&limit=2'",
  ],
  [
    { method: "POST", path: "/_sandbox/webhooks/pause", body: {} },
    "curl -X POST http://sandbox/_sandbox/webhooks/pause -d '{}'",
  ],
  [
    { method: "POST", path: "/_sandbox/web-order/refuse", body: { error: "it's so" } },
    String.raw`curl -X POST http://sandbox/_sandbox/web-order/refuse -d '{"error":"it'\''s so"}'`,
  ],
] as const)("a call is a command for a shell: %o", (call, command) => {
  expect(toCurl("http://sandbox/", call)).toBe(command);
});
