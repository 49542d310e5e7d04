import { describe, expect, test, vi } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import { ingress, userCaller } from "../testing/callers.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { sampleMoney, sampleOrder } from "../testing/sample-order.ts";
import { createWaiterRegistry, type WaiterRegistryOptions } from "../waiters/registry.ts";
import { watchOrder } from "./watch-order.ts";

const order = sampleOrder();
const steps: readonly OrderEvent[] = [
  { type: "payer_approved" },
  { type: "capture_completed", money: sampleMoney(order) },
  { type: "delivered", webOrderId: 7 },
];

function setUp(limits: WaiterRegistryOptions = {}) {
  const store = createMemoryStore(order);
  const waiters = createWaiterRegistry(limits);
  const leaving = new AbortController();
  const deps = sampleDependencies({ store, waiters });
  /** Writes the next transition and wakes its watchers, as LISTEN/NOTIFY would. */
  const move = async (event: OrderEvent): Promise<void> => {
    await store.apply(store.row(order), event, { by: "approve" });
    waiters.wake(order.id);
  };
  const watch = (after = 0) =>
    watchOrder(deps, {
      caller: ingress,
      input: { order_id: order.paypalOrderId, lastEventId: String(after) },
      signal: leaving.signal,
    });
  return { store, waiters, leaving, deps, move, watch };
}

type Watching = ReturnType<ReturnType<typeof setUp>["watch"]>;

/** The version and state of the next event; `null` if the stream ended. */
async function next(stream: Watching): Promise<string | null> {
  const { done, value } = await stream.next();
  if (done) return null;
  const [id, update] = value;
  expect(id).toBe(String(update.version));
  return `${id} ${update.state}${update.settled ? " settled" : ""}`;
}

async function all(stream: Watching): Promise<string[]> {
  const seen: string[] = [];
  for (let event = await next(stream); event !== null; event = await next(stream)) seen.push(event);
  return seen;
}

describe("watching an order", () => {
  test("sends every event as it occurs, and ends with the settled one", async () => {
    const { waiters, move, watch } = setUp();
    const stream = watch();
    expect(await next(stream)).toBe("1 awaiting_approval");
    const seen: (string | null)[] = [];
    for (const event of steps) {
      const following = next(stream);
      await move(event);
      seen.push(await following);
    }
    expect(seen).toEqual(["2 approved", "3 captured", "4 provisioned settled"]);
    expect(await next(stream)).toBeNull();
    expect(waiters.size).toBe(0);
  });

  test("sends all events of a settled order at once and ends", async () => {
    const { waiters, move, watch } = setUp();
    for (const event of steps) await move(event);
    expect(await all(watch())).toEqual([
      "1 awaiting_approval",
      "2 approved",
      "3 captured",
      "4 provisioned settled",
    ]);
    expect(waiters.size).toBe(0);
  });

  test("ends with the order's current state, not with an earlier settled one", async () => {
    const { move, watch } = setUp();
    const revived: readonly OrderEvent[] = [{ type: "approval_timed_out" }, ...steps.slice(1)];
    for (const event of revived) await move(event);
    expect(await all(watch())).toEqual([
      "1 awaiting_approval",
      "2 expired",
      "3 captured",
      "4 provisioned settled",
    ]);
  });

  test.each([
    [1, ["2 approved", "3 captured", "4 provisioned settled"]],
    [3, ["4 provisioned settled"]],
    [4, []],
    // An invalid id does not skip later events.
    [999, []],
  ])("resumes after version %i without a gap or a repetition", async (after, expected) => {
    const { move, watch } = setUp();
    for (const event of steps) await move(event);
    expect(await all(watch(after))).toEqual(expected);
  });

  test("resumed too far ahead still receives the next event", async () => {
    const { move, watch } = setUp();
    const following = next(watch(999));
    await move({ type: "payer_approved" });
    expect(await following).toBe("2 approved");
  });

  test("does not miss a change between the read and the wait", async () => {
    const { store, deps, move, watch } = setUp();
    const auditEventsSince = store.auditEventsSince.bind(store);
    let reads = 0;
    const overtaken = async (...query: Parameters<typeof auditEventsSince>) => {
      const read = await auditEventsSince(...query);
      reads += 1;
      // Changed and woken after the read, before its caller has the result.
      if (reads === 1) await move({ type: "payer_approved" });
      return read;
    };
    Object.assign(deps.store, { auditEventsSince: overtaken });
    const stream = watch();
    expect(await next(stream)).toBe("1 awaiting_approval");
    expect(await next(stream)).toBe("2 approved");
  });

  test("sends each event once after a spurious wake-up", async () => {
    const { store, waiters, move, watch } = setUp();
    const auditEventsSince = vi.spyOn(store, "auditEventsSince");
    const stream = watch();
    await next(stream);
    const following = next(stream);
    for (let hint = 0; hint < 5; hint += 1) {
      waiters.wake(order.id);
      await expect.poll(() => auditEventsSince.mock.calls.length).toBe(hint + 2);
    }
    await move({ type: "payer_approved" });
    expect(await following).toBe("2 approved");
  });

  test("sends several events after one wake-up", async () => {
    const { store, waiters, watch } = setUp();
    const stream = watch();
    await next(stream);
    const following = next(stream);
    for (const event of steps) await store.apply(store.row(order), event, { by: "approve" });
    waiters.wake(order.id);
    expect(await following).toBe("2 approved");
    expect(await next(stream)).toBe("3 captured");
    expect(await next(stream)).toBe("4 provisioned settled");
  });

  test("sends the same to many watchers of one order", async () => {
    const { waiters, move, watch } = setUp();
    const lives = Promise.all(Array.from({ length: 20 }, () => all(watch())));
    for (const event of steps) {
      await expect.poll(() => waiters.size).toBe(20);
      await move(event);
    }
    const first = (await lives)[0];
    expect(first).toHaveLength(4);
    expect(await lives).toEqual(Array.from({ length: 20 }, () => first));
    expect(waiters.size).toBe(0);
  });
});

describe("a watcher holds one of the slots of the order's owner", () => {
  test("also while its reader is slow and nothing waits", async () => {
    const { watch } = setUp({ limitPerOwner: 1 });
    const slow = watch();
    await next(slow);
    await expect(next(watch())).rejects.toMatchObject({ code: "too_many_requests" });
    await slow.return(undefined);
  });

  test("and is rejected without one", async () => {
    const { deps, watch } = setUp({ limitPerOwner: 1 });
    const one = watch();
    await next(one);
    await expect(next(watch())).rejects.toMatchObject({ code: "too_many_requests" });
    await one.return(undefined);
    const after = watch();
    expect(await next(after)).toBe("1 awaiting_approval");
    await after.return(undefined);
    expect(deps.waiters).toMatchObject({ size: 0 });
  });
});

describe("a watcher releases everything", () => {
  test("when its caller disconnects during a wait", async () => {
    const { waiters, leaving, watch } = setUp();
    const stream = watch();
    await next(stream);
    const following = next(stream);
    await expect.poll(() => waiters.size).toBe(1);
    leaving.abort();
    expect(await following).toBeNull();
    expect(waiters.size).toBe(0);
  });

  test("when its caller stops reading between two events", async () => {
    const { waiters, watch } = setUp();
    const stream = watch();
    await next(stream);
    await stream.return(undefined);
    await expect.poll(() => waiters.size).toBe(0);
  });

  test("when the database fails", async () => {
    const { waiters, deps, watch } = setUp();
    const down = new BillingError("service_unavailable");
    Object.assign(deps.store, { auditEventsSince: () => Promise.reject(down) });
    await expect(next(watch())).rejects.toBe(down);
    await expect.poll(() => waiters.size).toBe(0);
  });

  test("only with its first read: after a later one that fails, it waits to be woken again", async () => {
    const { store, waiters, move, watch } = setUp();
    const stream = watch();
    await next(stream);
    const following = next(stream);
    const failing = vi
      .spyOn(store, "auditEventsSince")
      .mockRejectedValueOnce(new BillingError("service_unavailable"));
    await move({ type: "payer_approved" });
    await expect.poll(() => failing.mock.calls.length).toBe(1);
    expect(waiters.size).toBe(1);
    waiters.wakeOutdated(new Map([[order.id, 2]]));
    expect(await following).toBe("2 approved");
    const failed = next(stream);
    failing.mockRejectedValueOnce(new Error("A bug."));
    waiters.wake(order.id);
    await expect(failed).rejects.toThrow("A bug.");
    expect(waiters.size).toBe(0);
  });

  test("when the server closes", async () => {
    const { waiters, watch } = setUp();
    const stream = watch();
    await next(stream);
    const following = next(stream);
    await expect.poll(() => waiters.size).toBe(1);
    waiters.close();
    await expect(following).rejects.toMatchObject({ code: "service_unavailable" });
    expect(waiters.size).toBe(0);
  });
});

test("an unknown order cannot be watched", async () => {
  const stream = watchOrder(sampleDependencies(), {
    caller: ingress,
    input: { order_id: "0UNKNOWN00000000" },
    signal: AbortSignal.abort(),
  });
  await expect(stream.next()).rejects.toMatchObject({ code: "order_not_found" });
});

describe("a watcher whose token expires", () => {
  const { user_id: owner } = order.details;

  /** A stream of a caller whose token expires after the given time. */
  function watchFor(remainingMs: number) {
    const { store, waiters, move, deps, leaving } = setUp();
    const caller = userCaller(owner, { expiresAt: new Date(Date.now() + remainingMs) });
    const { signal } = leaving;
    const stream = watchOrder(deps, {
      caller,
      input: { order_id: order.paypalOrderId },
      signal,
    });
    return { store, waiters, move, stream };
  }

  test("receives the error on which clients reconnect with a new token", async () => {
    const { waiters, stream } = watchFor(50);
    expect(await next(stream)).toBe("1 awaiting_approval");
    await expect(next(stream)).rejects.toMatchObject({ code: "service_unavailable" });
    expect(await next(stream)).toBeNull();
    expect(waiters.size).toBe(0);
  });

  test("receives the events before the expiry, and none after", async () => {
    const { move, stream } = watchFor(1_500);
    await next(stream);
    const following = next(stream);
    await move({ type: "payer_approved" });
    expect(await following).toBe("2 approved");
    await expect(next(stream)).rejects.toMatchObject({ code: "service_unavailable" });
    await move({ type: "capture_completed", money: sampleMoney(order) });
    expect(await next(stream)).toBeNull();
  });

  test("and expired before, receives the existing events only", async () => {
    const { stream } = watchFor(-1_000);
    expect(await next(stream)).toBe("1 awaiting_approval");
    await expect(next(stream)).rejects.toMatchObject({ code: "service_unavailable" });
  });

  test("and expires while an event is read receives no more events", async () => {
    const { stream, store } = watchFor(100);
    const expiresAt = Date.now() + 100;
    for (const event of steps) await store.apply(store.row(order), event, { by: "approve" });
    expect(await next(stream)).toBe("1 awaiting_approval");
    await expect.poll(() => Date.now()).toBeGreaterThan(expiresAt + 1);
    await expect(next(stream)).rejects.toMatchObject({ code: "service_unavailable" });
    expect(await next(stream)).toBeNull();
  });

  test("in thousands of years, is served", async () => {
    const { stream, move } = watchFor(1e14);
    await next(stream);
    const following = next(stream);
    await move({ type: "payer_approved" });
    expect(await following).toBe("2 approved");
    await stream.return(undefined);
  });
});
