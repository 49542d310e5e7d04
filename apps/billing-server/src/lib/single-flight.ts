/** Shares one pending call between concurrent callers, including its rejection. Nothing is cached afterwards. */
export function singleFlight<T>(call: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () =>
    (running ??= call().finally(() => {
      running = undefined;
    }));
}
