import { isTransient } from "./failure.ts";

const longestDelayMs = 5_000;

/** Reads that a page cannot do without are repeated for as long as their error may pass. */
export const whileTransient = {
  retry: (_failures: number, error: unknown) => isTransient(error),
  retryDelay: (failures: number) => Math.min(500 * 2 ** failures, longestDelayMs),
};
