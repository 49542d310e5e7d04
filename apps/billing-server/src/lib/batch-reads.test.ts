import { describe, expect, test, vi } from "vitest";
import { batchReads } from "./batch-reads.ts";

/** Reads that end when the test says so. */
function setUp(limits: { maxRunning: number; maxKeys: number }) {
  const pending: { keys: readonly number[]; end: PromiseWithResolvers<readonly string[]> }[] = [];
  const readMany = vi.fn((keys: readonly number[]) => {
    const end = Promise.withResolvers<readonly string[]>();
    pending.push({ keys, end });
    return end.promise;
  });
  const read = batchReads(limits, readMany);
  const endNext = () => {
    const next = pending.shift();
    next?.end.resolve(next.keys.map((key) => `value ${key}`));
  };
  return { read, readMany, pending, endNext };
}

describe("batched reads", () => {
  test("read single keys at once while few reads run", async () => {
    const { read, readMany, endNext } = setUp({ maxRunning: 2, maxKeys: 10 });
    const values = [read(1), read(2)];
    expect(readMany.mock.calls).toEqual([[[1]], [[2]]]);
    endNext();
    endNext();
    expect(await Promise.all(values)).toEqual(["value 1", "value 2"]);
  });

  test("read the keys that arrive in between together, in the order of their arrival", async () => {
    const { read, readMany, endNext } = setUp({ maxRunning: 1, maxKeys: 3 });
    const values = [1, 2, 3, 4, 5].map(read);
    expect(readMany.mock.calls).toEqual([[[1]]]);
    endNext();
    expect(await values[0]).toBe("value 1");
    expect(readMany.mock.lastCall).toEqual([[2, 3, 4]]);
    endNext();
    await values[3];
    endNext();
    expect(await Promise.all(values)).toEqual([1, 2, 3, 4, 5].map((key) => `value ${key}`));
    expect(readMany.mock.lastCall).toEqual([[5]]);
  });

  test("reject the keys of a failed read only", async () => {
    const { read, pending, endNext } = setUp({ maxRunning: 1, maxKeys: 2 });
    const values = Promise.allSettled([1, 2, 3, 4].map(read));
    endNext();
    await expect.poll(() => pending.length).toBe(1);
    pending.shift()?.end.reject(new Error("down"));
    await expect.poll(() => pending.length).toBe(1);
    endNext();
    expect((await values).map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "rejected",
      "fulfilled",
    ]);
  });
});
