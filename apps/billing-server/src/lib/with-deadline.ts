/**
 * Runs the work with a signal that aborts after `ms` milliseconds, with the reason of
 * `AbortSignal.timeout`. That one's timer cannot be cleared and would fire after every call; this one
 * ends with the work.
 */
export async function withDeadline<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(timeoutError()), ms).unref();
  try {
    return await work(deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}

const timeoutError = () =>
  new DOMException("The operation was aborted due to timeout", "TimeoutError");
