import { expect, test } from "vitest";
import { shareNextCall } from "./share-next-call.ts";

/** A call that ends when the test ends it. */
function heldCalls() {
  const started: PromiseWithResolvers<number>[] = [];
  const call = (): Promise<number> => {
    const pending = Promise.withResolvers<number>();
    started.push(pending);
    return pending.promise;
  };
  return { started, call };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a caller during a call gets the result of a later one, which it shares", async () => {
  const { started, call } = heldCalls();
  const shared = shareNextCall(call);
  const first = shared();
  await turn();
  const [second, third] = [shared(), shared()];
  await turn();
  expect(started).toHaveLength(1);
  started[0]?.resolve(1);
  await turn();
  expect(started).toHaveLength(2);
  started[1]?.resolve(2);
  expect(await Promise.all([first, second, third])).toEqual([1, 2, 2]);
});

test("a failed call rejects for its own callers only", async () => {
  const { started, call } = heldCalls();
  const shared = shareNextCall(call);
  const first = shared();
  await turn();
  const second = shared();
  started[0]?.reject(new Error("lost"));
  await expect(first).rejects.toThrow("lost");
  await turn();
  started[1]?.resolve(2);
  expect(await second).toBe(2);
});
