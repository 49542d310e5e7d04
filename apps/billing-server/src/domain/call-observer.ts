/** A call to a neighbour that came to an end, for the figures and traces. */
export interface ObservedCall {
  /** What it was for, such as `capture`. */
  readonly operation: string;
  /** `ok`, or why not, in the words of the port. */
  readonly outcome: string;
  readonly seconds: number;
}

export type ObserveCall = (call: ObservedCall) => void;

interface Measured<T> {
  readonly operation: string;
  readonly observe: ObserveCall | undefined;
  readonly outcomeOf: (result: T) => string;
}

/** Makes a call that never rejects and tells how it went. */
export async function observed<T>(
  { operation, observe, outcomeOf }: Measured<T>,
  call: () => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  const result = await call();
  observe?.({
    operation,
    outcome: outcomeOf(result),
    seconds: (performance.now() - startedAt) / 1000,
  });
  return result;
}
