/**
 * Runs one call at a time. Callers that wait for the running one share the next, so each result is of a
 * call that began after its caller's. A rejection reaches those callers only.
 */
export function shareNextCall<T>(call: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  const start = (): Promise<T> => {
    next = undefined;
    const started = call();
    running = started.catch(() => undefined);
    return started;
  };
  return () => (next ??= running.then(start));
}
