import { expect, test, vi } from "vitest";
import { cacheFor } from "./cache-for.ts";

function kept() {
  const clock = { ms: 0 };
  let requested = 0;
  const call = vi.fn<() => Promise<number>>(async () => (requested += 1));
  return { clock, call, ask: cacheFor(1_000, call, () => clock.ms) };
}

test("the last value is returned until it expires", async () => {
  const { clock, ask } = kept();
  expect(await ask()).toBe(1);
  clock.ms = 999;
  expect(await ask()).toBe(1);
  clock.ms = 1_000;
  expect(await ask()).toBe(2);
});

test("so is a rejection", async () => {
  const { clock, call, ask } = kept();
  call.mockRejectedValueOnce(new Error("full"));
  await expect(ask()).rejects.toThrow("full");
  clock.ms = 999;
  await expect(ask()).rejects.toThrow("full");
  clock.ms = 1_000;
  expect(await ask()).toBe(1);
});

test("a pending call is shared, and expires by the time it settled", async () => {
  const { clock, call, ask } = kept();
  const slow = Promise.withResolvers<number>();
  call.mockReturnValueOnce(slow.promise);
  const requested = [ask()];
  clock.ms = 5_000;
  requested.push(ask());
  slow.resolve(7);
  expect(await Promise.all(requested)).toEqual([7, 7]);
  clock.ms = 5_999;
  expect(await ask()).toBe(7);
  expect(call).toHaveBeenCalledTimes(1);
});
