import { createHash } from "node:crypto";

const mostKept = 1_000;
const keptMs = 10_000;

/**
 * When each name was first asked for, by `performance.now()`: kept for ten seconds and for the newest
 * thousand names, as digests, since callers choose them.
 */
export function createFirstRequestTimes(): (name: string, now: number) => number {
  const seen = new Map<string, number>();
  return (name, now) => {
    const digest = createHash("sha256").update(name).digest("base64");
    const known = seen.get(digest);
    if (known !== undefined && now - known < keptMs) return known;
    seen.delete(digest);
    seen.set(digest, now);
    const [oldest] = seen.keys();
    if (seen.size > mostKept && oldest !== undefined) seen.delete(oldest);
    return now;
  };
}
