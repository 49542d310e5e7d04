import { createHash } from "node:crypto";

const maxEntries = 1_000;
const retentionMs = 10_000;

/**
 * Returns when each name was first requested, by `performance.now()`. Entries expire after ten seconds, and at
 * most a thousand are kept. Names are stored as digests, because callers choose their length.
 */
export function createFirstRequestTimes(): (name: string, now: number) => number {
  const seen = new Map<string, number>();
  return (name, now) => {
    const digest = createHash("sha256").update(name).digest("base64");
    const known = seen.get(digest);
    if (known !== undefined && now - known < retentionMs) return known;
    seen.delete(digest);
    seen.set(digest, now);
    const [oldest] = seen.keys();
    if (seen.size > maxEntries && oldest !== undefined) seen.delete(oldest);
    return now;
  };
}
