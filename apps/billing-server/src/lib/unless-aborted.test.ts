import { describe, expect, test, vi } from "vitest";
import { unlessAborted } from "./unless-aborted.ts";

const never = () => new Promise<never>(() => undefined);

describe("unlessAborted", () => {
  test("settles as the work does", async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(signal, () => Promise.resolve(7))).toBe(7);
    const failed = unlessAborted(signal, () => Promise.reject(new Error("failed")));
    await expect(failed).rejects.toThrow("failed");
  });

  test("rejects with the reason when the signal is aborted during the work", async () => {
    const controller = new AbortController();
    const pending = unlessAborted(controller.signal, never);
    controller.abort(new Error("stopped"));
    await expect(pending).rejects.toThrow("stopped");
  });

  test("does not start the work after that", async () => {
    const work = vi.fn(never);
    const pending = unlessAborted(AbortSignal.abort(new Error("stopped")), work);
    await expect(pending).rejects.toThrow("stopped");
    expect(work).not.toHaveBeenCalled();
  });

  test("ignores a later failure of the work", async () => {
    const controller = new AbortController();
    const work = Promise.withResolvers<never>();
    const pending = unlessAborted(controller.signal, () => work.promise);
    controller.abort(new Error("stopped"));
    work.reject(new Error("failed later"));
    await expect(pending).rejects.toThrow("stopped");
  });
});
