import { describe, expect, test } from "vitest";
import type { OrderId } from "../domain/order.ts";
import { createWaiterRegistry, type WaiterRegistry } from "./registry.ts";

const one = "order-one" as OrderId;
const two = "order-two" as OrderId;

/** Registers a stream that waits once, and records the outcome. */
function follow(registry: WaiterRegistry, orderId: OrderId, seen = 1) {
  const watch = registry.watch({ owner: `owner of ${orderId}`, topic: orderId, seen });
  const waiter = { ended: "no" as unknown, watch };
  watch
    .changed()
    .then(
      () => (waiter.ended = "woken"),
      (reason: unknown) => (waiter.ended = reason),
    )
    .finally(() => watch[Symbol.dispose]());
  return waiter;
}

/** Runs everything that is ready. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("a wake-up", () => {
  test("releases every stream of its order and no other", async () => {
    const registry = createWaiterRegistry();
    const waiters = [follow(registry, one), follow(registry, one)];
    const other = follow(registry, two);
    expect(registry.size).toBe(3);
    expect(registry.orderIds()).toEqual([one, two]);
    registry.wake(one);
    await settle();
    expect(waiters.map(({ ended }) => ended)).toEqual(["woken", "woken"]);
    expect(other.ended).toBe("no");
    expect(registry.size).toBe(1);
    expect(registry.orderIds()).toEqual([two]);
  });

  test("for versions releases only the streams that have not sent them", async () => {
    const registry = createWaiterRegistry();
    const outdated = [follow(registry, one, 1), follow(registry, two, 2)];
    const current = [follow(registry, one, 2), follow(registry, two, 3)];
    registry.wakeOutdated(
      new Map([
        [one, 2],
        [two, 3],
        ["order-three" as OrderId, 1],
      ]),
    );
    await settle();
    expect(outdated.map(({ ended }) => ended)).toEqual(["woken", "woken"]);
    expect(current.map(({ ended }) => ended)).toEqual(["no", "no"]);
    expect(registry.size).toBe(2);
  });

  test("compares with what the stream has sent since its registration", async () => {
    const registry = createWaiterRegistry();
    const waiter = follow(registry, one, 1);
    waiter.watch.seen = 5;
    registry.wakeOutdated(new Map([[one, 5]]));
    await settle();
    expect(waiter.ended).toBe("no");
  });

  test("without a stream has no effect, also not later", async () => {
    const registry = createWaiterRegistry();
    registry.wake(one);
    const waiter = follow(registry, one);
    await settle();
    expect(waiter.ended).toBe("no");
    registry.wake(one);
    await settle();
    expect(waiter.ended).toBe("woken");
  });

  test("sent twice counts each stream once", async () => {
    const registry = createWaiterRegistry();
    follow(registry, one);
    registry.wake(one);
    registry.wake(one);
    await settle();
    expect(registry.size).toBe(0);
  });
});

describe("a stream", () => {
  const open = (registry: WaiterRegistry) =>
    registry.watch({ owner: "camille", topic: one, seen: 1 });

  test("that is woken while it does not wait receives that at its next wait, once", async () => {
    const registry = createWaiterRegistry();
    using watch = open(registry);
    registry.wake(one);
    registry.wake(one);
    await watch.changed();
    let isWoken = false;
    const next = watch.changed().then(() => (isWoken = true));
    await settle();
    expect(isWoken).toBe(false);
    registry.wake(one);
    await next;
  });

  test("that is ended rejects with the first reason, then and later, without the others", async () => {
    const registry = createWaiterRegistry();
    const gone = follow(registry, one);
    const other = follow(registry, one);
    gone.watch.end("the tab was closed");
    gone.watch.end("again");
    await settle();
    expect([gone.ended, other.ended]).toEqual(["the tab was closed", "no"]);
    expect(() => gone.watch.throwIfEnded()).toThrow("the tab was closed");
    await expect(gone.watch.changed()).rejects.toBe("the tab was closed");
    expect(registry.size).toBe(1);
  });

  test("that is woken and ended before its wait is rejected", async () => {
    const registry = createWaiterRegistry();
    using watch = open(registry);
    watch.throwIfEnded();
    registry.wake(one);
    watch.end("too late");
    await expect(watch.changed()).rejects.toBe("too late");
  });
});

describe("slots", () => {
  const open = (registry: WaiterRegistry, owner: string) =>
    registry.watch({ owner, topic: one, seen: 1 });
  const refusal = (registry: WaiterRegistry, owner: string): unknown => {
    try {
      open(registry, owner)[Symbol.dispose]();
      return null;
    } catch (error) {
      return (error as { code: unknown }).code;
    }
  };

  test("are limited in total, and a released one is free again", () => {
    const registry = createWaiterRegistry({ limit: 2 });
    const [first] = [open(registry, "camille"), open(registry, "jonas")];
    expect(refusal(registry, "mallory")).toBe("service_unavailable");
    expect(registry.size).toBe(2);
    first[Symbol.dispose]();
    expect(refusal(registry, "mallory")).toBeNull();
  });

  test("are limited for each owner, without affecting others", () => {
    const registry = createWaiterRegistry({ limitPerOwner: 2 });
    const [first] = [open(registry, "camille"), open(registry, "camille")];
    expect(refusal(registry, "camille")).toBe("too_many_requests");
    expect(refusal(registry, "jonas")).toBeNull();
    first[Symbol.dispose]();
    expect(refusal(registry, "camille")).toBeNull();
  });

  test("are held while nothing waits in them, and released once, however often that is requested", async () => {
    const registry = createWaiterRegistry({ limitPerOwner: 1 });
    const watch = open(registry, "camille");
    registry.wake(one);
    await watch.changed();
    expect(refusal(registry, "camille")).toBe("too_many_requests");
    watch[Symbol.dispose]();
    const next = open(registry, "camille");
    watch[Symbol.dispose]();
    expect(refusal(registry, "camille")).toBe("too_many_requests");
    expect(registry.size).toBe(1);
    next[Symbol.dispose]();
    expect(registry.size).toBe(0);
  });
});

describe("closing", () => {
  test("rejects current and future streams", async () => {
    const registry = createWaiterRegistry();
    const waiting = [follow(registry, one), follow(registry, two)];
    registry.close();
    await settle();
    for (const { ended } of waiting) expect(ended).toMatchObject({ code: "service_unavailable" });
    expect(() => registry.watch({ owner: "camille", topic: one, seen: 1 })).toThrow(
      expect.objectContaining({ code: "service_unavailable" }),
    );
    expect(registry.size).toBe(0);
  });
});

test("ten thousand streams with every kind of end leave nothing behind", async () => {
  const registry = createWaiterRegistry();
  const waiters = Array.from({ length: 10_000 }, (_, n) =>
    follow(registry, `order-${n % 500}` as OrderId, n % 2),
  );
  expect(registry.size).toBe(10_000);
  expect(registry.orderIds()).toHaveLength(500);
  for (let n = 0; n < 250; n += 1) registry.wake(`order-${n}` as OrderId);
  for (const [n, { watch }] of waiters.entries()) if (n % 3 === 0) watch.end("left");
  registry.wakeOutdated(new Map(registry.orderIds().map((id) => [id, 1])));
  await settle();
  expect(registry.size).toBeGreaterThan(0);
  registry.close();
  await settle();
  expect(registry.size).toBe(0);
  expect(registry.orderIds()).toEqual([]);
});
