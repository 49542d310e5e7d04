/**
 * Caches the outcome of `call`, a value or a rejection, for `ms` milliseconds after it settles. Concurrent
 * callers share one call.
 */
export function cacheFor<T>(
  ms: number,
  call: () => Promise<T>,
  now: () => number = () => performance.now(),
): () => Promise<T> {
  let cached: Promise<T> | undefined;
  let cachedUntil = Number.NEGATIVE_INFINITY;
  return () => {
    if (cached && now() < cachedUntil) return cached;
    // While the call is pending it does not expire.
    cachedUntil = Number.POSITIVE_INFINITY;
    const pending = call().finally(() => {
      cachedUntil = now() + ms;
    });
    cached = pending;
    return pending;
  };
}
