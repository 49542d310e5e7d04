import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EventStream } from "./event-stream.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const stream = (text: string) =>
  new Response(text, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
const limited = (status: number, retryAfter?: string) =>
  new Response("", {
    status,
    headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
  });

/** A stream whose requests get these responses, one after the other, and then none. */
function open(...responses: readonly (Response | Error)[]) {
  const requests: { readonly at: number; readonly headers: Headers }[] = [];
  const startedAt = Date.now();
  const fetch = (_url: string, init: RequestInit) => {
    const response = responses[requests.length];
    requests.push({ at: Date.now() - startedAt, headers: new Headers(init.headers) });
    if (response instanceof Error) return Promise.reject(response);
    return response ? Promise.resolve(response) : new Promise<never>(() => undefined);
  };
  const source = new EventStream("https://billing.example.org/trpc", { fetch });
  const seen: string[] = [];
  source.addEventListener("message", (event) => {
    const { data, lastEventId } = event as MessageEvent<string>;
    seen.push(`${lastEventId}: ${data}`);
  });
  const errors: { readonly readyState: number; readonly message: unknown }[] = [];
  source.addEventListener("error", (event) => {
    errors.push({ readyState: source.readyState, message: Reflect.get(event, "message") });
  });
  return { source, requests, seen, errors };
}

const passing = { readyState: 0, message: expect.any(String) };
const final = { readyState: 2, message: expect.any(String) };

test("reconnects after the last event, with the pause that the service sets", async () => {
  const { requests, seen, errors } = open(stream("retry: 40000\nid: 7\ndata: one\n\n"));
  await vi.advanceTimersByTimeAsync(39_999);
  expect({ seen, errors, requests: requests.length }).toEqual({
    seen: ["7: one"],
    errors: [passing],
    requests: 1,
  });
  await vi.advanceTimersByTimeAsync(10_001);
  expect(requests[1]?.headers.get("last-event-id")).toBe("7");
  expect(requests[0]?.headers.has("last-event-id")).toBe(false);
});

test("reconnects after a failed request, within a quarter more than three seconds", async () => {
  const { requests, errors } = open(new Error("offline"));
  await vi.advanceTimersByTimeAsync(3_750);
  expect(requests).toHaveLength(2);
  expect(requests[1]?.at).toBeGreaterThanOrEqual(3_000);
  expect(errors).toEqual([{ readyState: 0, message: "offline" }]);
});

test.each([
  [429, "30", 30_000, 37_500],
  [503, "86400", 300_000, 300_000],
  [500, undefined, 3_000, 3_750],
  [502, "soon", 3_000, 3_750],
  [429, "-5", 3_000, 3_750],
])(
  "after %i with Retry-After %s, the pause is %d to %d ms",
  async (status, header, least, most) => {
    const { requests, errors } = open(limited(status, header));
    await vi.advanceTimersByTimeAsync(least - 1);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(most - least + 1);
    expect(requests).toHaveLength(2);
    expect(errors).toEqual([passing]);
  },
);

test.each([
  ["the status 401", limited(401)],
  ["the status 404", limited(404)],
  ["the status 204", new Response(null, { status: 204 })],
  ["a page", new Response("<!doctype html>", { headers: { "content-type": "text/html" } })],
])("%s closes it", async (_, response) => {
  const { requests, errors, source } = open(response);
  await vi.runAllTimersAsync();
  expect(requests).toHaveLength(1);
  expect(errors).toEqual([final]);
  expect(source.readyState).toBe(source.CLOSED);
});

test("the service's error in a response that is no stream is that of the event", async () => {
  const error = { code: -32_001, message: "Please sign in again.", data: {} };
  const { source } = open(Response.json({ error }, { status: 401 }));
  const reported = new Promise((resolve) => source.addEventListener("error", resolve));
  await vi.advanceTimersByTimeAsync(1);
  expect(await reported).toMatchObject({ error });
});

test("a closed one is silent, and leaves no timer", async () => {
  const { source, errors } = open(limited(429, "30"));
  await vi.advanceTimersByTimeAsync(1);
  source.close();
  await vi.advanceTimersByTimeAsync(1);
  expect(errors).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("an event of another name is heard under its name only", async () => {
  const { source, seen } = open(stream("event: ping\ndata: 1\n\nid: 2\ndata: two\n\n"));
  const pings: string[] = [];
  source.addEventListener("ping", (event) => pings.push((event as MessageEvent<string>).data));
  await vi.advanceTimersByTimeAsync(1);
  expect({ pings, seen }).toEqual({ pings: ["1"], seen: ["2: two"] });
});
