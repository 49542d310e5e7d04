// The service commits its last change after the last request that it makes, so that one refresh after
// each signal would often be too early.
const delaysMs = [200, 1_000, 4_000];

/**
 * Calls `refresh` shortly after a signal and again 1 and 4 seconds after the last one, so that what
 * follows from it is seen without polling. `stop` cancels all.
 */
export function createRefresher(refresh: () => void): {
  readonly signal: () => void;
  readonly stop: () => void;
} {
  const [firstMs, ...laterMs] = delaysMs;
  let first: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout>[] = [];
  const stopLater = () => later.forEach(clearTimeout);
  return {
    signal() {
      first ??= setTimeout(() => {
        first = undefined;
        refresh();
      }, firstMs);
      stopLater();
      later = laterMs.map((ms) => setTimeout(refresh, ms));
    },
    stop() {
      clearTimeout(first);
      stopLater();
    },
  };
}
