import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { streamResponse } from "./stream-response.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const limited = (retryAfter?: string) =>
  new Response("", {
    status: 429,
    headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
  });

test.each([200, 401, 403, 404])("a response with %i is passed to EventSource", async (status) => {
  const response = new Response("", { status });
  expect(await streamResponse(response, undefined)).toBe(response);
});

test.each([
  ["30", 30_000],
  ["86400", 300_000],
  [undefined, 0],
  ["soon", 0],
  ["-5", 0],
])("a limit whose Retry-After is %s fails after %d ms", async (retryAfter, expectedMs) => {
  const startedAt = Date.now();
  const refused = streamResponse(limited(retryAfter), undefined).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  expect(await refused).toMatchObject({
    message: "The response to the stream's request has status 429.",
  });
  expect(Date.now() - startedAt).toBe(expectedMs);
});

test("closing the stream ends the pause", async () => {
  const closing = new AbortController();
  const refused = streamResponse(limited("30"), closing.signal);
  closing.abort();
  await expect(refused).rejects.toThrow(/aborted/);
  expect(vi.getTimerCount()).toBe(0);
});
