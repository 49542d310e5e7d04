import { describe, expect, test, vi } from "vitest";
import { mostAttempts, type SendOutcome } from "../domain/dispatch.ts";
import { encodeCursor } from "../domain/feed-cursor.ts";
import type { FeedEvent } from "../domain/feed-event.ts";
import type {
  ActiveEndpoint,
  ClaimedBatch,
  ClaimedDispatch,
  DispatchResult,
  EndpointOutbox,
} from "../ports/endpoint-outbox.ts";
import type { SentEvent } from "../ports/event-sender.ts";
import { capturedOrder } from "../testing/sample-order.ts";
import { startSending } from "./send-events.ts";
import { type DispatchOutcome, type SendDependencies, sendToEndpoint } from "./send-to-endpoint.ts";

const endpointOf = (id: string, changes: Partial<ActiveEndpoint> = {}): ActiveEndpoint => ({
  id,
  source: "operator",
  url: `https://${id}.example.org/`,
  secretGeneration: 1,
  hasEarlierSecret: false,
  ...changes,
});

const eventAt = (position: bigint): FeedEvent => ({
  position,
  version: Number(position),
  event: "capture_completed",
  problem: null,
  at: new Date("2026-03-01T10:04:00.123Z"),
  order: { ...capturedOrder(), isDisputed: false },
});

const ok: SendOutcome = { kind: "sent", status: 204 };
const failure = (status: number | null, retryAfterMs: number | null = null): SendOutcome => ({
  kind: "failed",
  status,
  failure: status === null ? "timeout" : "status",
  retryAfterMs,
});

/** An outbox with these due dispatches of each endpoint; `current` is what other replicas noted since. */
function outboxOf(due: Record<string, ClaimedDispatch[]>) {
  const recorded: DispatchResult[] = [];
  const current = { secretGeneration: 1, isHeld: false, isDisabled: false };
  return {
    recorded,
    current,
    active: vi.fn<EndpointOutbox["active"]>(async () =>
      Object.keys(due).map((id) => endpointOf(id)),
    ),
    fanOut: vi.fn<EndpointOutbox["fanOut"]>(async () => false),
    claim: vi.fn<EndpointOutbox["claim"]>(async (id, limit) => {
      const { secretGeneration, isHeld, isDisabled } = current;
      const dispatches = isHeld || isDisabled ? [] : (due[id]?.splice(0, limit) ?? []);
      if (dispatches.length === 0) return null;
      return { endpoint: endpointOf(id, { secretGeneration }), dispatches };
    }),
    record: vi.fn<EndpointOutbox["record"]>(async (_, results) => void recorded.push(...results)),
    hold: vi.fn<EndpointOutbox["hold"]>(async () => void (current.isHeld = true)),
    disable: vi.fn<EndpointOutbox["disable"]>(async () => void (current.isDisabled = true)),
  };
}

const due = (...attempts: number[]): ClaimedDispatch[] =>
  attempts.map((number, index) => ({ position: BigInt(index + 1), attempts: number }));

function dependencies(outbox: EndpointOutbox, outcomes: readonly SendOutcome[] = []) {
  const rest = [...outcomes];
  const sent: SentEvent[] = [];
  const counted: DispatchOutcome[] = [];
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const deps: SendDependencies = {
    outbox,
    feed: { eventsAt: async (positions) => positions.filter((it) => it < 100n).map(eventAt) },
    sender: {
      send: async (_, event) => {
        sent.push(event);
        return rest.shift() ?? ok;
      },
    },
    targetOf: ({ url }) => ({ ...target, url }),
    count: (outcome) => void counted.push(outcome),
    log,
    random: () => 0,
  };
  return { deps, sent, counted, log };
}

const target = { url: "https://a.example.org/", secrets: [], isTrusted: false };
const send = (deps: SendDependencies) =>
  sendToEndpoint(deps, endpointOf("a"), new AbortController().signal);

describe("one endpoint", () => {
  test("gets every due event with its id, type, time and data, and each result is recorded", async () => {
    const outbox = outboxOf({ a: due(...Array.from({ length: 20 }, () => 1)) });
    const { deps, sent, counted } = dependencies(outbox);
    await send(deps);
    expect(sent).toHaveLength(20);
    const [{ id, body } = { id: "", body: "" }] = sent;
    expect(id).toBe(`${capturedOrder().paypalOrderId}-1`);
    expect(JSON.parse(body)).toMatchObject({
      type: "capture_completed",
      timestamp: "2026-03-01T10:04:00.123Z",
      data: { id, cursor: encodeCursor(1n), state: "captured", type: "capture_completed" },
    });
    expect(outbox.recorded).toHaveLength(20);
    expect(outbox.recorded[0]).toEqual({
      position: 1n,
      attempts: 1,
      state: "sent",
      status: 204,
      failure: null,
    });
    expect(new Set(counted)).toEqual(new Set(["sent"]));
  });

  test("gets a failed event later, and after the last attempt it is a dead letter in the log", async () => {
    const outbox = outboxOf({ a: due(1, mostAttempts) });
    const { deps, counted, log } = dependencies(outbox, [failure(500), failure(null)]);
    await send(deps);
    expect(outbox.recorded).toMatchObject([
      { state: "pending", failure: "status", status: 500, pauseMs: 5_000 },
      { state: "dead", failure: "timeout", status: null },
    ]);
    expect(counted).toEqual(["failed", "dead"]);
    expect(log.error.mock.calls).toEqual([
      [
        expect.objectContaining({
          endpoint_id: "a",
          failure: "timeout",
          event_id: expect.any(String),
        }),
        "event given up",
      ],
    ]);
  });

  test("gets nothing more for a time once it is busy, but its new events are still handed out", async () => {
    const outbox = outboxOf({ a: due(...Array.from({ length: 40 }, () => 1)) });
    const { deps, sent } = dependencies(outbox, [ok, failure(429, 60_000)]);
    outbox.fanOut.mockResolvedValueOnce(true).mockResolvedValueOnce(true);
    await send(deps);
    expect(sent).toHaveLength(16);
    expect(outbox.hold).toHaveBeenCalledWith("a", 60_000);
    expect(outbox.fanOut).toHaveBeenCalledTimes(3);
    expect(outbox.recorded[1]).toMatchObject({ state: "pending", pauseMs: 60_000 });
  });

  test("gets each batch with the secrets of its time, and nothing after its removal", async () => {
    const outbox = outboxOf({ a: due(...Array.from({ length: 60 }, () => 1)) });
    const { deps } = dependencies(outbox);
    const generations: string[] = [];
    const targetOf: SendDependencies["targetOf"] = ({ secretGeneration }) => ({
      ...target,
      secrets: [String(secretGeneration)],
    });
    const sender: SendDependencies["sender"] = {
      send: async ({ secrets }) => {
        generations.push(...secrets);
        outbox.current.secretGeneration = 2;
        outbox.current.isDisabled = generations.length > 16;
        return ok;
      },
    };
    await send({ ...deps, targetOf, sender });
    expect(generations.join("")).toBe("1".repeat(16) + "2".repeat(16));
  });

  test("gets nothing while it is held", async () => {
    const outbox = outboxOf({ a: due(1) });
    outbox.current.isHeld = true;
    const { deps, sent } = dependencies(outbox);
    await send(deps);
    expect(sent).toEqual([]);
    expect(outbox.fanOut).toHaveBeenCalledTimes(1);
  });

  test("is disabled when it returns 410, and keeps the event", async () => {
    const outbox = outboxOf({ a: due(1) });
    const { deps, counted } = dependencies(outbox, [{ kind: "gone", status: 410 }]);
    await send(deps);
    expect(outbox.disable).toHaveBeenCalledWith("a");
    expect(outbox.recorded).toMatchObject([{ state: "pending", status: 410, failure: null }]);
    expect(counted).toEqual(["gone"]);
  });

  test("gets the other events of a batch once when one cannot be sent, which fails like any other", async () => {
    const outbox = outboxOf({ a: due(1, 1, mostAttempts) });
    const { deps, log } = dependencies(outbox);
    const broken = (event: FeedEvent): FeedEvent =>
      event.position === 1n ? event : { ...event, at: new Date(Number.NaN) };
    const eventsAt = async (positions: readonly bigint[]) =>
      (await deps.feed.eventsAt(positions)).map(broken);
    await send({ ...deps, feed: { eventsAt } });
    expect(outbox.recorded).toMatchObject([
      { state: "sent" },
      { state: "pending", failure: "internal", pauseMs: 5_000 },
      { state: "dead", failure: "internal" },
    ]);
    expect(outbox.hold).not.toHaveBeenCalled();
    expect(log.error).toHaveBeenCalledWith(
      expect.objectContaining({ err: expect.any(RangeError) }),
      "event not sent",
    );
  });

  test("has a dead letter for an event that is no longer in the feed", async () => {
    const outbox = outboxOf({ a: [{ position: 100n, attempts: 1 }] });
    const { deps, sent } = dependencies(outbox);
    await send(deps);
    expect(sent).toEqual([]);
    expect(outbox.recorded).toMatchObject([{ state: "dead", failure: "event_removed" }]);
  });
});

describe("several endpoints", () => {
  test("a silent one does not delay another, and stopping waits for its attempt", async () => {
    const outbox = outboxOf({ silent: due(1), quick: due(1) });
    const { deps } = dependencies(outbox);
    const silence = Promise.withResolvers<SendOutcome>();
    const sender: SendDependencies["sender"] = {
      send: ({ url }) => (url.includes("silent") ? silence.promise : Promise.resolve(ok)),
    };
    const sending = startSending({ ...deps, sender });
    await vi.waitFor(() => expect(outbox.recorded).toHaveLength(1));
    expect(outbox.record.mock.calls.map(([id]) => id)).toEqual(["quick"]);
    const stopped = sending.stop();
    silence.resolve(ok);
    await stopped;
    expect(outbox.record.mock.calls.map(([id]) => id)).toEqual(["quick", "silent"]);
  });

  test("the events of one without a secret on this server wait, and the log says once why", async () => {
    const outbox = outboxOf({ foreign: due(1), own: due(1) });
    const { deps, sent, log } = dependencies(outbox);
    const targetOf = ({ id }: ActiveEndpoint) => (id === "own" ? target : null);
    const sending = startSending({ ...deps, targetOf, pollMs: 1 });
    await vi.waitFor(() => expect(outbox.active.mock.calls.length).toBeGreaterThan(2));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    await sending.stop();
    expect(outbox.fanOut.mock.calls).toContainEqual(["foreign"]);
    expect(outbox.claim.mock.calls.map(([id]) => id)).not.toContain("foreign");
    expect(log.warn.mock.calls).toEqual([
      [{ endpoint_id: "foreign" }, "events wait: event_signing_key is not set"],
    ]);
  });

  test("a wake-up sends what was committed since, also while an attempt is in progress", async () => {
    const waiting = { a: due(1) };
    const outbox = outboxOf(waiting);
    const { deps, sent } = dependencies(outbox);
    const options = { ...deps, pollMs: 3_600_000, wakeMs: 1 };
    const sending = startSending(options);
    await vi.waitFor(() => expect(outbox.recorded).toHaveLength(1));
    waiting.a.push({ position: 7n, attempts: 1 });
    sending.wake();
    await vi.waitFor(() => expect(outbox.recorded).toHaveLength(2));
    const claim = Promise.withResolvers<ClaimedBatch | null>();
    outbox.claim.mockImplementationOnce(() => claim.promise);
    sending.wake();
    const calls = outbox.claim.mock.calls.length;
    await vi.waitFor(() => expect(outbox.claim.mock.calls.length).toBe(calls + 1));
    const reads = outbox.active.mock.calls.length;
    waiting.a.push({ position: 8n, attempts: 1 });
    sending.wake();
    await vi.waitFor(() => expect(outbox.active.mock.calls.length).toBe(reads + 1));
    claim.resolve(null);
    await vi.waitFor(() => expect(sent).toHaveLength(3));
    await sending.stop();
  });

  test("without endpoints, a wake-up reads nothing", async () => {
    const outbox = outboxOf({});
    const { deps } = dependencies(outbox);
    const sending = startSending({ ...deps, pollMs: 3_600_000, wakeMs: 1 });
    await vi.waitFor(() => expect(outbox.active).toHaveBeenCalledTimes(1));
    sending.wake();
    await sending.stop();
    expect(outbox.active).toHaveBeenCalledTimes(1);
  });

  test("an error is logged, and the next wake-up tries again", async () => {
    const outbox = outboxOf({ a: due(1) });
    outbox.fanOut.mockRejectedValueOnce(new Error("a defect"));
    const { deps, log } = dependencies(outbox);
    const options = { ...deps, pollMs: 3_600_000, wakeMs: 1 };
    const sending = startSending(options);
    await vi.waitFor(() => expect(log.error).toHaveBeenCalledTimes(1));
    sending.wake();
    await vi.waitFor(() => expect(outbox.recorded).toHaveLength(1));
    await sending.stop();
  });
});
