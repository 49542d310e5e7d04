import type pg from "pg";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { RateLimit } from "../ports/rate-limit.ts";
import { columnKey } from "./column-key.ts";

export interface RateLimitOptions {
  readonly pool: pg.Pool;
  /** Sets this limit's keys apart from those of others. */
  readonly name: string;
  readonly perMinute: number;
}

const tableName = "rate_limits";
const minuteSeconds = 60;

/**
 * Counts in PostgreSQL, so that the limit is one over all replicas. Whoever is over it is refused from
 * memory until his minute ends, and while the database is away each replica counts for itself.
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
