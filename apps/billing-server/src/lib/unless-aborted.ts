/** The signal of work that is never aborted. */
export const neverAborted: AbortSignal = new AbortController().signal;

/**
 * Settles as the work does, or rejects with the signal's reason as soon as it is aborted. The work is not
 * started after that; work that has started continues, and its result is ignored.
 */
export async function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work(), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
