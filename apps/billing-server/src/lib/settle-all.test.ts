import { expect, test } from "vitest";
import { settleAll } from "./settle-all.ts";

test("waits for the others after a rejection, then rejects with the first", async () => {
  const slow = Promise.withResolvers<void>();
  let isSettled = false;
  const first = Promise.reject(new Error("first"));
  const all = settleAll([first, slow.promise, Promise.reject(new Error("second"))]);
  const settled = all.catch((error: unknown) => error).finally(() => (isSettled = true));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isSettled).toBe(false);
  slow.resolve();
  expect(await settled).toEqual(new Error("first"));
});

test("resolves if none rejects", async () => {
  await expect(settleAll([Promise.resolve(1)])).resolves.toBeUndefined();
});
