const firstMs = 200;
// The service commits its last change after the last request that it makes, so that one refresh after
// each signal would often be too early.
const laterMs = [1_000, 4_000];
// The service limits the requests of one user to 120 a minute, and scenarios need some of them.
const intervalMs = 1_500;

/**
 * Calls `refresh` shortly after a signal and again 1 and 4 seconds after the last one, so that what
 * follows from it is seen without polling; at most once in 1.5 seconds. `stop` cancels all.
 */
export function createRefresher(refresh: () => void): {
  readonly signal: () => void;
  readonly stop: () => void;
} {
  let refreshedAt = Number.NEGATIVE_INFINITY;
  let next: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout>[] = [];

  function schedule(ms: number): void {
    const waitMs = Math.max(ms, refreshedAt + intervalMs - Date.now());
    next ??= setTimeout(() => {
      next = undefined;
      refreshedAt = Date.now();
      refresh();
    }, waitMs);
  }

  const stopLater = () => later.forEach(clearTimeout);
  return {
    signal() {
      schedule(firstMs);
      stopLater();
      later = laterMs.map((ms) => setTimeout(() => schedule(0), ms));
    },
    stop() {
      clearTimeout(next);
      stopLater();
    },
  };
}
