import { expect, test } from "vitest";
import { readCall } from "./call.ts";
import { RequestLog } from "./request-log.ts";

const sampleCall = (init: RequestInit = {}) =>
  readCall({ request: new Request("http://127.0.0.1/a/b?c=1", init) });

test("a request is kept with its path, query, headers and parsed body", async () => {
  const log = new RequestLog();
  log.record(await sampleCall({ method: "POST", body: '{"a":1}', headers: { "X-Own": "1" } }));
  log.record(await sampleCall({ method: "POST", body: "a=1" }));
  log.record(await sampleCall());
  expect(log.entries[0]).toMatchObject({
    method: "POST",
    path: "/a/b",
    query: "?c=1",
    headers: { "x-own": "1" },
    body: { a: 1 },
    at: expect.any(Number),
  });
  expect(log.entries.slice(1).map(({ body }) => body)).toEqual(["a=1", undefined]);
});

test("only the newest requests are kept", async () => {
  const log = new RequestLog();
  const [old, recent] = [await sampleCall({ method: "PUT" }), await sampleCall()];
  for (let count = 0; count < 1_000; count += 1) log.record(old);
  for (let count = 0; count < 100_000; count += 1) log.record(recent);
  expect(log.entries).toHaveLength(100_000);
  expect(log.entries.every(({ method }) => method === "GET")).toBe(true);
});
