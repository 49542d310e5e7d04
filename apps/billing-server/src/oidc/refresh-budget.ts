/** A token bucket for the fetches that unknown key ids cause. */
export interface RefreshBudget {
  /** Takes one fetch. Returns `null` if granted, otherwise the wait for the next one in milliseconds. */
  take(): number | null;
}

const capacity = 5;
const refillMs = 3_000;

/** Allows five fetches at once, and one more every three seconds. */
export function createRefreshBudget(): RefreshBudget {
  let left = capacity;
  let countedAt = performance.now();
  return {
    take: () => {
      const now = performance.now();
      const refilled = Math.floor((now - countedAt) / refillMs);
      left = Math.min(capacity, left + refilled);
      countedAt = left === capacity ? now : countedAt + refilled * refillMs;
      if (left === 0) return countedAt + refillMs - now;
      left -= 1;
      return null;
    },
  };
}
