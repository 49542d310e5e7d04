const longestPauseMs = 5 * 60_000;

/** Resolves after the given milliseconds, five minutes at most, or when the signal is aborted. */
export function pause(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  if (ms <= 0 || signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(ms, longestPauseMs));
    signal?.addEventListener("abort", end);
  });
}

/** Up to a quarter longer, so that clients that failed together do not call again together. */
export const jittered = (ms: number): number => ms * (1 + Math.random() / 4);
