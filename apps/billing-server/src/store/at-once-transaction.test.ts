import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { RunningJob } from "../ports/running-job.ts";
import {
  approved,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import type { CompleteJob, EnqueueAtOnce } from "./apply-event.ts";
import { findOrder } from "./find-order.ts";
import { createOrderStore, type StoreOptions } from "./order-store.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

/** A store whose jobs record what is done to their claims, with the state that others then read. */
function observedStore(options: Partial<StoreOptions> = {}) {
  const done: string[] = [];
  const reads: Promise<unknown>[] = [];
  const enqueueAtOnce: EnqueueAtOnce = async (_, { job, order }) => {
    done.push(`claimed ${job}`);
    return {
      start: () => {
        done.push("started");
        reads.push(opened.store.find(order.id).then((read) => done.push(`read ${read?.state}`)));
      },
      release: () => void done.push("released"),
    };
  };
  const enqueue = () => Promise.reject(new Error("The claim replaces the queue."));
  const store = createOrderStore(opened.database, {
    enqueue,
    enqueueAtOnce,
    duplicateWindowMs: 600_000,
    ...options,
  });
  const settled = async () => {
    await Promise.all(reads);
    return done;
  };
  return { store, settled };
}

describe("a job that its transaction claims", () => {
  test("starts after the commit, when everyone reads the new state", async () => {
    const { store, settled } = observedStore();
    const order = await storedOrder(opened.store);
    await store.apply(order, approved, { by: "approve" });
    expect(await settled()).toEqual(["claimed capture", "started", "read approved"]);
  });

  test("is released when the transaction is rolled back, and never starts", async () => {
    const { store, settled } = observedStore({
      enqueueAtOnce: async () => {
        throw new Error("the queue is broken");
      },
    });
    const order = await storedOrder(opened.store);
    await expect(store.apply(order, approved, { by: "approve" })).rejects.toThrow("broken");
    expect(await settled()).toEqual([]);
    expect(await opened.store.find(order.id)).toMatchObject({ state: "awaiting_approval" });
  });

  test("is released when a later statement of its transaction fails", async () => {
    const { store, settled } = observedStore();
    const order = await storedOrder(opened.store);
    await opened.database.pool.query(
      `create function fail() returns trigger language plpgsql
         as $$ begin raise exception 'late failure'; end $$`,
    );
    await opened.database.pool.query(
      `create constraint trigger late after update on orders deferrable initially deferred
         for each row execute function fail()`,
    );
    const failing = store.apply(order, approved, { by: "approve" });
    await expect(failing).rejects.toThrow("late failure");
    await opened.database.pool.query("drop function fail cascade");
    expect(await settled()).toEqual(["claimed capture", "released"]);
  });

  test("has started, and is not released, when the observer of a committed transition throws", async () => {
    const onTransition = () => {
      throw new Error("the log is broken");
    };
    const { store, settled } = observedStore({ onTransition });
    const order = await storedOrder(opened.store);
    await expect(store.apply(order, approved, { by: "approve" })).rejects.toThrow("log");
    expect(await settled()).toEqual(["claimed capture", "started", "read approved"]);
  });

  test("starts after the transition is reported, so that the log has them in order", async () => {
    const order = await storedOrder(opened.store);
    const done: string[] = [];
    const { store } = observedStore({
      enqueueAtOnce: async () => ({
        start: () => void done.push("started"),
        release: () => undefined,
      }),
      onTransition: () => void done.push("reported"),
    });
    await store.apply(order, approved, { by: "approve" });
    expect(done).toEqual(["reported", "started"]);
  });

  test("is left to a worker when it can't be claimed, and is queued once", async () => {
    const queued: string[] = [];
    const { store } = observedStore({
      enqueueAtOnce: async (_, { job }) => {
        queued.push(job);
        return null;
      },
    });
    await store.apply(await storedOrder(opened.store), approved, { by: "approve" });
    expect(queued).toEqual(["capture"]);
  });
});

describe("a job that is completed by its transition", () => {
  const running = (): RunningJob => ({ queue: "capture", id: "a-job", isCompleted: false });
  const withCompleteJob = (completeJob: CompleteJob) =>
    observedStore({ enqueueAtOnce: async () => null, completeJob }).store;

  test("is completed in the transaction of the transition", async () => {
    const seen: string[] = [];
    const store = withCompleteJob(async (trx, { id }) => {
      const inside = await findOrder(trx, "id", order.id);
      const committed = await opened.store.find(order.id);
      seen.push(`${id}: ${inside?.state} inside, ${committed?.state} outside`);
    });
    const order = await storedOrder(opened.store);
    const job = running();
    await store.apply(order, approved, { by: "approve", completes: job });
    expect(seen).toEqual(["a-job: approved inside, awaiting_approval outside"]);
    expect(job.isCompleted).toBe(true);
  });

  test("is not completed if the order has changed since it was read", async () => {
    const completeJob = vi.fn<CompleteJob>();
    const order = await storedOrder(opened.store);
    await opened.store.apply(order, approved, { by: "approve" });
    const job = running();
    const cause = { by: "approve", completes: job } as const;
    expect(await withCompleteJob(completeJob).apply(order, approved, cause)).toBeNull();
    expect(completeJob).not.toHaveBeenCalled();
    expect(job.isCompleted).toBe(false);
  });

  test("is not completed, and nothing is written, if that fails", async () => {
    const store = withCompleteJob(() => Promise.reject(new Error("the queue is broken")));
    const order = await storedOrder(opened.store);
    const job = running();
    const applied = store.apply(order, approved, { by: "approve", completes: job });
    await expect(applied).rejects.toThrow("broken");
    expect(job.isCompleted).toBe(false);
    expect(await opened.store.find(order.id)).toMatchObject({ state: "awaiting_approval" });
  });
});
