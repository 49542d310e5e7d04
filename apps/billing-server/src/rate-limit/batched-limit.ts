import type { BatchedRateLimit } from "../ports/rate-limit.ts";
import { addPoints } from "./add-points.ts";
import { columnKey } from "./column-key.ts";
import type { RateLimitOptions } from "./rate-limit.ts";

export interface BatchedLimitOptions extends RateLimitOptions {
  /** How long requests are gathered before they are added to the shared count, in milliseconds. */
  readonly gatherMs?: number;
}

/** A key's minute, as far as this process knows of it. */
interface Minute {
  /** All requests known of: those of other replicas as of the last exchange. */
  points: number;
  /** Those of this process that were not added to the shared count yet. */
  pending: number;
  endsAt: number;
}

const minuteMs = 60_000;
// Some 20 MB. Beyond, the oldest are left to the shared count.
const mostKeys = 100_000;

/**
 * Counts in this process and exchanges the counts with the other replicas once a second, in one statement for
 * all keys. A request costs no statement, and the limit over all replicas is exact to what comes within a
 * second. While the database is away each replica counts for itself.
 */
export function createBatchedLimit(options: BatchedLimitOptions): BatchedRateLimit {
  const { pool, name, perMinute, gatherMs = 1_000 } = options;
  const minutes = new Map<string, Minute>();
  let isGathering = false;

  const exchange = async (): Promise<void> => {
    const counted = await addPoints(pool, takePending(minutes)).catch(() => []);
    for (const { key, points, endsAt } of counted) {
      const minute = minutes.get(key);
      if (minute) Object.assign(minute, { points: points + minute.pending, endsAt });
    }
    evictOld(minutes);
    isGathering = false;
    // What came meanwhile.
    if ([...minutes.values()].some(({ pending }) => pending > 0)) gather();
  };
  const gather = (): void => {
    if (isGathering) return;
    isGathering = true;
    setTimeout(() => void exchange(), gatherMs).unref();
  };

  return {
    take: (key) => {
      const now = Date.now();
      const minute = currentMinute(minutes, `${name}:${columnKey(key)}`, now);
      if (minute.points >= perMinute) return minute.endsAt - now;
      minute.points += 1;
      minute.pending += 1;
      gather();
      return null;
    },
  };
}

function currentMinute(minutes: Map<string, Minute>, key: string, now: number): Minute {
  const running = minutes.get(key);
  if (running && running.endsAt > now) return running;
  const begun = { points: 0, pending: 0, endsAt: now + minuteMs };
  // The map is in the order of the minutes' begins.
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
    if (endsAt <= now || minutes.size > mostKeys) minutes.delete(key);
}
