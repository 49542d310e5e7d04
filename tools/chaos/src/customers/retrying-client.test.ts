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

async function send(attempts: number, leastMs?: number) {
  const policy = { attempts, random: () => 0.5, ...(leastMs === undefined ? {} : { leastMs }) };
  const response = fetchWithRetries("http://billing.example", {}, policy);
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

test("makes more attempts until the least time has passed", async () => {
  const startedAt = Date.now();
  fetchMock.mockImplementation(async () => {
    if (Date.now() - startedAt < 30_000) throw new Error("refused");
    return json(200, { order_id: "A" });
  });
  expect(await send(9)).toBeNull();
  expect(await send(9, 60_000)).toMatchObject({ status: 200 });
});
