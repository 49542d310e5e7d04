import { setTimeout as sleep } from "node:timers/promises";

/** Polls every 20 ms until the result is truthy, and resolves with it; rejects after `timeoutMs`. */
export async function until<T>(
  condition: string,
  check: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  timeoutMs = 90_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`Timed out waiting until ${condition}.`);
    await sleep(20);
  }
}
