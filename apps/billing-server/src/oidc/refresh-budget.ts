/** How many fetches unknown keys may cause. */
export interface RefreshBudget {
  /** Takes one; `null` when it was granted, else how long to wait for the next, in milliseconds. */
  take(): number | null;
}

const most = 5;
const refillMs = 3_000;

/** Five at once, and one more every three seconds. */
export function createRefreshBudget(): RefreshBudget {
  let left = most;
  let countedAt = performance.now();
  return {
    take: () => {
      const now = performance.now();
      const refilled = Math.floor((now - countedAt) / refillMs);
      left = Math.min(most, left + refilled);
      countedAt = left === most ? now : countedAt + refilled * refillMs;
      if (left === 0) return countedAt + refillMs - now;
      left -= 1;
      return null;
    },
  };
}
