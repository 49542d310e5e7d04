import { ScenarioFailure } from "./scenario-failure.ts";

const firstPauseMs = 50;
// A user may send 120 requests a minute by default.
const longestPauseMs = 1_000;

export interface WatchOptions {
  /** Aborts with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds; 60,000 by default. */
  readonly timeoutMs?: number | undefined;
}

export interface Watched<Value> {
  /** What is awaited, as the end of "Timed out before …". */
  readonly event: string;
  readonly read: () => Promise<Value>;
  readonly isReached: (value: Value) => boolean;
}

/**
 * Reads a value until it is the awaited one, and resolves with it. Rejects with a `ScenarioFailure` that
 * has the last value after the timeout.
 */
export async function watch<Value>(
  { event, read, isReached }: Watched<Value>,
  { signal, timeoutMs = 60_000 }: WatchOptions = {},
): Promise<Value> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.3)) {
    signal?.throwIfAborted();
    const value = await read();
    if (isReached(value)) return value;
    if (performance.now() > deadline)
      throw new ScenarioFailure(`Timed out before ${event}; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
