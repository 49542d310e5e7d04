import type pg from "pg";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { RateLimit } from "../ports/rate-limit.ts";
import { columnKey } from "./column-key.ts";

export interface RateLimitOptions {
  readonly pool: pg.Pool;
  /** Prefix of this limit's keys. */
  readonly name: string;
  readonly perMinute: number;
}

const tableName = "rate_limits";
const minuteSeconds = 60;

/**
 * Counts in PostgreSQL, so that the limit holds over all replicas. A key over its limit is rejected from memory
 * until its minute ends. While the database is unavailable, each replica counts separately.
 */
export function createRateLimit({ pool, name, perMinute }: RateLimitOptions): RateLimit {
  const limit = { keyPrefix: name, points: perMinute, duration: minuteSeconds };
  const limiter = new RateLimiterPostgres({
    ...limit,
    storeClient: pool,
    storeType: "pool",
    tableName,
    tableCreated: true,
    inMemoryBlockOnConsumed: perMinute + 1,
    insuranceLimiter: new RateLimiterMemory(limit),
  });
  return {
    take: async (key) => {
      try {
        await limiter.consume(columnKey(key));
        return null;
      } catch (error) {
        if (error instanceof RateLimiterRes) return error.msBeforeNext;
        throw error;
      }
    },
  };
}
