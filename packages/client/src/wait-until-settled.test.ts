import { describe, expect, test, vi } from "vitest";
import { toBillingError } from "./billing-error.ts";
import { createBillingClient } from "./create-billing-client.ts";
import {
  type ContractServer,
  knownOrderId,
  startContractServer,
} from "./testing/contract-server.fixture.ts";
import { impatientFetch } from "./testing/impatient-fetch.fixture.ts";
import { startRawServer } from "./testing/raw-server.fixture.ts";
import type { OrderUpdate } from "./wait-until-settled.ts";

const createClient = (server: ContractServer) =>
  createBillingClient({ url: server.url, fetch: impatientFetch });

/** Follows the server's order; publishes each state after the client received the one before it. */
function follow(
  server: ContractServer,
  states: readonly OrderUpdate["state"][],
  onStep = () => {},
) {
  const versions: number[] = [];
  const publishNext = (seen: number) => {
    const state = states[seen];
    if (state) server.publish(state, seen === states.length - 1);
  };
  publishNext(0);
  const settled = createClient(server).waitUntilSettled(knownOrderId, {
    onUpdate: ({ version }) => {
      versions.push(version);
      onStep();
      publishNext(version);
    },
  });
  return { settled, versions };
}

const life = ["awaiting_approval", "approved", "captured", "provisioned"] as const;

describe("waiting until an order is settled", () => {
  test("reports every update in order and resolves with the settled one", async () => {
    await using server = await startContractServer();
    const { settled, versions } = follow(server, life);
    expect(await settled).toEqual({
      order_id: knownOrderId,
      version: 4,
      state: "provisioned",
      settled: true,
      problem: null,
      problem_code: null,
      time: "2026-03-01T10:00:00.000Z",
    });
    expect(versions).toEqual([1, 2, 3, 4]);
    expect(server.requests).toHaveLength(1);
  });

  test("resolves at once for a settled order", async () => {
    await using server = await startContractServer();
    for (const state of life) server.publish(state, state === "provisioned");
    expect(await createClient(server).waitUntilSettled(knownOrderId)).toMatchObject({ version: 4 });
  });

  test("resumes after a disconnect without a gap or a repetition", async () => {
    await using server = await startContractServer();
    const { settled, versions } = follow(server, life, () => server.cut());
    expect(await settled).toMatchObject({ version: 4 });
    expect(versions).toEqual([1, 2, 3, 4]);
    const resumedFrom = server.requests.map(({ headers }) => headers["last-event-id"]);
    expect(resumedFrom).toEqual([undefined, "1", "2", "3"]);
  });

  test("reports the updates of the time without a connection", async () => {
    await using server = await startContractServer();
    server.publish("awaiting_approval");
    const versions: number[] = [];
    const settled = createClient(server).waitUntilSettled(knownOrderId, {
      onUpdate: ({ version }) => {
        versions.push(version);
        if (version > 1) return;
        server.cut();
        for (const state of life.slice(1)) server.publish(state, state === "provisioned");
      },
    });
    expect(await settled).toMatchObject({ version: 4 });
    expect(versions).toEqual([1, 2, 3, 4]);
  });

  test.each([500, 502, 503, 504])("continues after a proxy's response with %i", async (status) => {
    await using server = await startContractServer();
    server.publish("expired", true);
    let calls = 0;
    const client = createBillingClient({
      url: server.url,
      fetch: async (input, init) => {
        calls += 1;
        if (calls === 1) return new Response("<html>", { status });
        return impatientFetch(input, init);
      },
    });
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const settled = client.waitUntilSettled(knownOrderId);
    // EventSource's own pause before it reconnects.
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0), { timeout: 60_000 });
    vi.runOnlyPendingTimers();
    vi.useRealTimers();
    expect(await settled).toMatchObject({ state: "expired" });
    expect(calls).toBe(2);
  });

  test("reconnects after the pause that a limit requests, and not before", async () => {
    await using server = await startContractServer();
    server.publish("expired", true);
    const refusal = () =>
      Response.json({}, { status: 429, headers: { "retry-after": "30", "x-request-id": "r" } });
    const answers = [refusal, refusal];
    const requestedAt: number[] = [];
    const client = createBillingClient({
      url: server.url,
      fetch: async (input, init) => {
        requestedAt.push(Date.now());
        return answers.shift()?.() ?? impatientFetch(input, init);
      },
    });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const settled = client.waitUntilSettled(knownOrderId);
    while (requestedAt.length < 3) {
      await new Promise((resolve) => setImmediate(resolve));
      if (vi.getTimerCount() > 0) vi.advanceTimersToNextTimer();
    }
    vi.useRealTimers();
    expect(await settled).toMatchObject({ state: "expired" });
    const pauses = requestedAt.slice(1).map((at, index) => at - (requestedAt[index] ?? 0));
    expect(pauses).toHaveLength(2);
    for (const ms of pauses) expect(ms).toBeGreaterThanOrEqual(30_000);
  });

  test("resumes after a limit that the stream reports as an event", async () => {
    await using server = await startContractServer();
    server.publish("awaiting_approval");
    for (const seconds of [30, undefined]) server.refuseNext("too_many_requests", seconds);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const requestedAt: number[] = [];
    const client = createBillingClient({
      url: server.url,
      fetch: async (input, init) => {
        requestedAt.push(Date.now());
        return impatientFetch(input, init);
      },
    });
    const versions: number[] = [];
    const settled = client.waitUntilSettled(knownOrderId, {
      onUpdate: ({ version }) => {
        versions.push(version);
        if (version > 1) return;
        server.refuseNext("too_many_requests", 30);
        server.cut();
        server.publish("expired", true);
      },
    });
    while (versions.length < 2) {
      await new Promise((resolve) => setImmediate(resolve));
      if (vi.getTimerCount() > 0) vi.advanceTimersToNextTimer();
    }
    vi.useRealTimers();
    expect(await settled).toMatchObject({ state: "expired" });
    expect(versions).toEqual([1, 2]);
    const pauses = requestedAt.slice(1).map((at, index) => at - (requestedAt[index] ?? 0));
    expect(pauses).toHaveLength(4);
    for (const [index, least] of [30_000, 5_000, 0, 30_000].entries())
      expect(pauses[index]).toBeGreaterThanOrEqual(least);
    const last = new URL(server.requests.at(-1)?.url ?? "", server.url).searchParams.get("input");
    expect(JSON.parse(last ?? "")).toEqual({ order_id: knownOrderId, lastEventId: "1" });
  });

  test("closes the stream when it is aborted during the pause of a limit", async () => {
    const requested = Promise.withResolvers<AbortSignal>();
    const client = createBillingClient({
      url: "http://127.0.0.1:1",
      fetch: async (_input, init) => {
        requested.resolve(init?.signal as AbortSignal);
        return new Response("", { status: 429, headers: { "retry-after": "3600" } });
      },
    });
    const leaving = new AbortController();
    const settled = client.waitUntilSettled(knownOrderId, { signal: leaving.signal });
    const ofTheStream = await requested.promise;
    leaving.abort(new Error("the page is closed"));
    await expect(settled).rejects.toThrow("the page is closed");
    await expect.poll(() => ofTheStream.aborted).toBe(true);
  });

  test.each([401, 403, 404])("rejects after a response with %i", async (status) => {
    await using server = await startRawServer((_, response) => response.writeHead(status).end());
    const wait = createBillingClient({ url: server.url }).waitUntilSettled(knownOrderId);
    const cause = { message: expect.stringContaining(String(status)) };
    await expect(wait).rejects.toMatchObject({ code: "unreachable", cause });
  });

  test("rejects after an internal error of the service, which no other stream would mend", async () => {
    await using server = await startContractServer();
    server.refuseNext("internal");
    const wait = createClient(server).waitUntilSettled(knownOrderId);
    await expect(wait).rejects.toMatchObject({ code: "internal", action: "ask" });
  });

  test("rejects with the service's error for an unknown order, and does not reconnect", async () => {
    await using server = await startContractServer();
    const wait = createClient(server).waitUntilSettled("UNKNOWN");
    const error = toBillingError(await wait.catch((thrown: unknown) => thrown));
    expect(error).toMatchObject({ code: "order_not_found", action: "stop", requestId: "req-1" });
    expect(server.requests).toHaveLength(1);
  });

  test("rejects with the caller's error when onUpdate throws", async () => {
    await using server = await startContractServer();
    server.publish("awaiting_approval");
    const wait = createClient(server).waitUntilSettled(knownOrderId, {
      onUpdate: () => {
        throw new Error("the page is gone");
      },
    });
    await expect(wait).rejects.toThrow("the page is gone");
    await expect.poll(() => server.watching).toBe(0);
  });
});

describe("an aborted wait", () => {
  test("rejects with the signal's reason and closes the stream", async () => {
    await using server = await startContractServer();
    const leaving = new AbortController();
    const reason = new Error("the tab was closed");
    server.publish("awaiting_approval");
    const wait = createClient(server).waitUntilSettled(knownOrderId, {
      signal: leaving.signal,
      onUpdate: () => leaving.abort(reason),
    });
    await expect(wait).rejects.toBe(reason);
    await expect.poll(() => server.watching).toBe(0);
    expect(server.requests).toHaveLength(1);
  });

  test("that was aborted before it began sends no request", async () => {
    await using server = await startContractServer();
    const reason = new Error("too late");
    const signal = AbortSignal.abort(reason);
    await expect(createClient(server).waitUntilSettled(knownOrderId, { signal })).rejects.toBe(
      reason,
    );
    expect(server.requests).toEqual([]);
  });

  test("rejects at once during the pause of a limit, too", async () => {
    await using server = await startContractServer();
    server.refuseNext("too_many_requests", 3_600);
    const leaving = new AbortController();
    const wait = createClient(server).waitUntilSettled(knownOrderId, { signal: leaving.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    leaving.abort(new Error("the page is closed"));
    await expect(wait).rejects.toThrow("the page is closed");
  });

  test("removes its listener from the signal", async () => {
    await using server = await startContractServer();
    server.publish("expired", true);
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    await createClient(server).waitUntilSettled(knownOrderId, { signal });
    expect(added).toHaveBeenCalledOnce();
    expect(removed).toHaveBeenCalledWith("abort", added.mock.calls[0]?.[1]);
  });
});
