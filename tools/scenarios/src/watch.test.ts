import { expect, test } from "vitest";
import { watch } from "./watch.ts";

const counting = () => {
  let count = 0;
  return async () => (count += 1);
};

test("reads until the value is the awaited one", async () => {
  const isReached = (value: number) => value === 3;
  expect(await watch({ event: "three", read: counting(), isReached })).toBe(3);
});

test("names the event and the last value after the timeout", async () => {
  const isReached = () => false;
  await expect(
    watch({ event: "the end", read: counting(), isReached }, { timeoutMs: 0 }),
  ).rejects.toThrow("Timed out before the end; last seen: ");
});
