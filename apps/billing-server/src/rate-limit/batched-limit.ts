import type { BatchedRateLimit } from "../ports/rate-limit.ts";
import { addPoints } from "./add-points.ts";
import { columnKey } from "./column-key.ts";
import type { RateLimitOptions } from "./rate-limit.ts";

export interface BatchedLimitOptions extends RateLimitOptions {
  /** Interval between exchanges with the shared count in milliseconds; 1 s by default. */
  readonly exchangeMs?: number;
}

/** A key's current minute, as counted by this process. */
interface Minute {
  /** All counted requests, including those of other replicas up to the last exchange. */
  points: number;
  /** Requests of this process that are not yet in the shared count. */
  pending: number;
  endsAt: number;
}

const minuteMs = 60_000;
// About 20 MB. Beyond this number the oldest keys are dropped; their shared counts remain.
const maxKeys = 100_000;

/**
 * Counts in this process and exchanges counts with the other replicas once a second, in one statement for all
 * keys. Between two exchanges, replicas together may exceed the limit. While the database is unavailable, each
 * replica counts separately.
 */
export function createBatchedLimit(options: BatchedLimitOptions): BatchedRateLimit {
  const { pool, name, perMinute, exchangeMs = 1_000 } = options;
  const minutes = new Map<string, Minute>();
  let isScheduled = false;

  const exchange = async (): Promise<void> => {
    const counted = await addPoints(pool, takePending(minutes)).catch(() => []);
    for (const { key, points, endsAt } of counted) {
      const minute = minutes.get(key);
      if (minute) Object.assign(minute, { points: points + minute.pending, endsAt });
    }
    evictOld(minutes);
    isScheduled = false;
    // Requests that arrived during the exchange.
    if ([...minutes.values()].some(({ pending }) => pending > 0)) schedule();
  };
  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(() => void exchange(), exchangeMs).unref();
  };

  return {
    take: (key) => {
      const now = Date.now();
      const minute = currentMinute(minutes, `${name}:${columnKey(key)}`, now);
      if (minute.points >= perMinute) return minute.endsAt - now;
      minute.points += 1;
      minute.pending += 1;
      schedule();
      return null;
    },
  };
}

function currentMinute(minutes: Map<string, Minute>, key: string, now: number): Minute {
  const running = minutes.get(key);
  if (running && running.endsAt > now) return running;
  const begun = { points: 0, pending: 0, endsAt: now + minuteMs };
  // Re-inserted, so that the map stays ordered by the start of the minutes.
  minutes.delete(key);
  minutes.set(key, begun);
  return begun;
}

function takePending(minutes: Map<string, Minute>) {
  const taken = [];
  for (const [key, minute] of minutes) {
    if (minute.pending > 0) taken.push({ key, points: minute.pending });
    minute.pending = 0;
  }
  return taken;
}

function evictOld(minutes: Map<string, Minute>): void {
  const now = Date.now();
  for (const [key, { endsAt }] of minutes)
    if (endsAt <= now || minutes.size > maxKeys) minutes.delete(key);
}
