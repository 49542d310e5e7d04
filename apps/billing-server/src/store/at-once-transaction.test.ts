import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  approved,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import type { EnqueueAtOnce } from "./apply-event.ts";
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
