import { expect, test } from "vitest";
import { inParallel } from "./in-parallel.ts";

test("runs every operation once, and no more than the limit at once", async () => {
  const indexes: number[] = [];
  let active = 0;
  let mostActive = 0;
  await inParallel(10, 3, async (index) => {
    active += 1;
    mostActive = Math.max(mostActive, active);
    indexes.push(index);
    await Promise.resolve();
    active -= 1;
  });
  expect(indexes.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(mostActive).toBe(3);
});

test("rejects when an operation fails", async () => {
  const fail = () => Promise.reject(new Error("create returned 500."));
  await expect(inParallel(2, 1, fail)).rejects.toThrow("create returned 500.");
});
