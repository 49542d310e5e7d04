/**
 * Asks at most once in `ms`: until then the last outcome is kept, be that a value or a rejection, and a
 * call under way is shared.
 */
export function cacheFor<T>(
  ms: number,
  call: () => Promise<T>,
  now: () => number = () => performance.now(),
): () => Promise<T> {
  let kept: Promise<T> | undefined;
  let keptUntil = Number.NEGATIVE_INFINITY;
  return () => {
    if (kept && now() < keptUntil) return kept;
    // While it runs, however long that takes, nobody asks again.
    keptUntil = Number.POSITIVE_INFINITY;
    const asked = call().finally(() => {
      keptUntil = now() + ms;
    });
    kept = asked;
    return asked;
  };
}
