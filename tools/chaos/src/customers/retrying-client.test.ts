import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fetchWithRetries } from "./retrying-client.ts";

const fetchMock = vi.fn<typeof fetch>();
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetchMock);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  fetchMock.mockReset();
});

const json = (status: number, body: object = {}) => Response.json(body, { status });

async function send(attempts: number) {
  const response = fetchWithRetries("http://billing.example", {}, { attempts, random: () => 0.5 });
  await vi.runAllTimersAsync();
  return response;
}

test("retries connection errors and 5xx responses", async () => {
  fetchMock.mockRejectedValueOnce(new Error("reset"));
  fetchMock.mockResolvedValueOnce(json(503));
  fetchMock.mockResolvedValueOnce(json(200, { order_id: "A" }));
  expect(await send(3)).toEqual({ status: 200, body: { order_id: "A" } });
});

test("returns a 4xx response without a retry", async () => {
  fetchMock.mockResolvedValueOnce(json(409));
  expect(await send(3)).toEqual({ status: 409, body: {} });
  expect(fetchMock).toHaveBeenCalledOnce();
});

test("returns null after the last attempt", async () => {
  fetchMock.mockImplementation(() => Promise.resolve(json(500)));
  expect(await send(3)).toBeNull();
  expect(fetchMock).toHaveBeenCalledTimes(3);
});
