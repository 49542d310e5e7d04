import { expect, test, vi } from "vitest";
import { createDeferredActions } from "./deferred-actions.ts";

test("runs an action once, when its condition holds", () => {
  const deferred = createDeferredActions();
  const run = vi.fn<() => void>();
  let isDue = false;
  deferred.defer({ isDue: () => isDue, run });
  expect(deferred.runDue()).toBe(0);
  expect(deferred.pending).toBe(1);
  isDue = true;
  expect(deferred.runDue()).toBe(1);
  expect(deferred.runDue()).toBe(0);
  expect(deferred.pending).toBe(0);
  expect(run).toHaveBeenCalledOnce();
});

test("keeps an action whose condition throws", () => {
  const deferred = createDeferredActions();
  const isDue = () => {
    throw new Error("PayPal does not have the order yet");
  };
  deferred.defer({ isDue, run: () => undefined });
  expect(deferred.runDue()).toBe(0);
  expect(deferred.pending).toBe(1);
  expect(deferred.leftover).toBe(1);
});

test("keeps an action that another action defers", () => {
  const deferred = createDeferredActions();
  const always = () => true;
  const second = vi.fn<() => void>();
  const first = () => deferred.defer({ isDue: always, run: second });
  deferred.defer({ isDue: always, run: first });
  expect(deferred.runDue()).toBe(1);
  expect(second).not.toHaveBeenCalled();
  expect(deferred.runDue()).toBe(1);
  expect(second).toHaveBeenCalledOnce();
});

test("runs actions that were deferred by days only when the days pass, and once", () => {
  const deferred = createDeferredActions();
  const run = vi.fn<() => void>();
  deferred.deferDays(run);
  expect(deferred.pending).toBe(0);
  expect(deferred.leftover).toBe(1);
  deferred.runDue();
  expect(run).not.toHaveBeenCalled();
  deferred.runDelayed();
  deferred.runDelayed();
  expect(run).toHaveBeenCalledOnce();
  expect(deferred.leftover).toBe(0);
});
