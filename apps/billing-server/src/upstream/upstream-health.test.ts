import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type FaultyServer, startFaultyServer } from "../testing/faulty-server.ts";
import { watchUpstream } from "./upstream-health.ts";

let upstream: FaultyServer;
let status: number;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  status = 200;
  upstream = await startFaultyServer((_, response) => void response.writeHead(status).end());
});
afterEach(async () => {
  vi.useRealTimers();
  await upstream[Symbol.asyncDispose]();
});

describe("an upstream", () => {
  test("is unknown before the first probe, which delays no caller", async () => {
    const health = watchUpstream(upstream.url);
    expect(health()).toEqual({ reachable: null });
    await expect.poll(health).toEqual({ reachable: true });
  });

  test.each([401, 404, 500, 503])("that responds with %i is reachable", async (answer) => {
    status = answer;
    const health = watchUpstream(upstream.url);
    await expect.poll(health).toEqual({ reachable: true });
  });

  test("gets a HEAD request for its root, whatever the path of its URL", async () => {
    const health = watchUpstream(`${upstream.url}/order?secret=1`);
    await expect.poll(health).toEqual({ reachable: true });
    expect(upstream.received.map(({ method, url }) => `${method} ${url}`)).toEqual(["HEAD /"]);
  });

  test("is probed once in half a minute, however often its health is read", async () => {
    const health = watchUpstream(upstream.url);
    await expect.poll(health).toEqual({ reachable: true });
    for (let look = 0; look < 1_000; look += 1) health();
    vi.advanceTimersByTime(30_000);
    health();
    expect(upstream.received).toHaveLength(1);
    vi.advanceTimersByTime(1);
    health();
    await expect.poll(() => upstream.received.length).toBe(2);
  });

  test("that refuses connections is unreachable until it accepts them again", async () => {
    const health = watchUpstream("http://127.0.0.1:1");
    health();
    await expect.poll(health).toEqual({ reachable: false });
  });

  test("that redirects is reachable, and the other one gets no request", async () => {
    const elsewhere = await startFaultyServer((_, response) => void response.end());
    const odd = await startFaultyServer((_, response) => {
      response.writeHead(302, { location: elsewhere.url }).end();
    });
    await expect.poll(watchUpstream(odd.url)).toEqual({ reachable: true });
    expect(elsewhere.received).toEqual([]);
    await odd[Symbol.asyncDispose]();
    await elsewhere[Symbol.asyncDispose]();
  });

  test("that stops responding is unreachable after the timeout", async () => {
    const health = watchUpstream(upstream.url);
    await expect.poll(health).toEqual({ reachable: true });
    await upstream[Symbol.asyncDispose]();
    vi.advanceTimersByTime(30_001);
    // Until the probe ends, the last result is returned.
    expect(health()).toEqual({ reachable: true });
    await expect.poll(health).toEqual({ reachable: false });
  });
});
