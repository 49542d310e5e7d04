import { expect, test } from "vitest";
import { Clock } from "./clock.ts";

test("moves the followers first, each to the whole offset", async () => {
  const clock = new Clock();
  clock.advance(1_000);
  const followed: (readonly number[])[] = [];
  clock.follow(async (offset) => void followed.push([offset, clock.offset]));
  await clock.advanceAll(2_000);
  expect(followed).toEqual([[3_000, 1_000]]);
  expect(clock.offset).toBe(3_000);
});

test("does not move if a follower rejects", async () => {
  const clock = new Clock();
  clock.follow(() => Promise.reject(new Error("The database is closed.")));
  await expect(clock.advanceAll(2_000)).rejects.toThrow("The database is closed.");
  expect(clock.offset).toBe(0);
});

test("moves forward to a moment, and rejects an earlier one", async () => {
  const clock = new Clock();
  await clock.moveTo(clock.now() + 60_000);
  expect(clock.offset).toBeGreaterThan(59_000);
  await expect(clock.moveTo(clock.now() - 60_000)).rejects.toThrow("forward only");
});

test("moves one at a time, so that the followers end where it does", async () => {
  const clock = new Clock();
  let followed = 0;
  clock.follow(async (offset) => {
    await Promise.resolve();
    followed = offset;
  });
  await Promise.all([clock.advanceAll(3_000), clock.advanceAll(3_000)]);
  expect([followed, clock.offset]).toEqual([6_000, 6_000]);
});
