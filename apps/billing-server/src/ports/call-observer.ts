import type { Tracer } from "./tracer.ts";

/** A call to an upstream that came to an end, for the figures. */
export interface ObservedCall {
  /** What it was for, such as `capture`. */
  readonly operation: string;
  /** `ok`, or why not, in the words of the port. */
  readonly outcome: string;
  readonly seconds: number;
}

export type CountCall = (call: ObservedCall) => void;

/** Records the calls to one upstream. */
export interface CallObserver {
  /** What traces call it. */
  readonly upstream: string;
  readonly tracer: Tracer;
  readonly count: CountCall;
}

/** How a call went. */
export interface CallEnd {
  readonly outcome: string;
  readonly isOk: boolean;
  readonly debugId?: string | undefined;
}

interface Observed<T> {
  readonly operation: string;
  readonly observer: CallObserver | undefined;
  readonly endOf: (result: T) => CallEnd;
}

/** Makes a call that never rejects and tells how it went. */
export async function instrument<T>(
  { operation, observer, endOf }: Observed<T>,
  call: () => Promise<T>,
): Promise<T> {
  if (!observer) return call();
  const { upstream, tracer, count } = observer;
  return tracer.span({ name: `${upstream} ${operation}`, kind: "client" }, async (span) => {
    const startedAt = performance.now();
    const result = await call();
    const { outcome, isOk, debugId } = endOf(result);
    count({ operation, outcome, seconds: (performance.now() - startedAt) / 1000 });
    span.add({ outcome, debug_id: debugId });
    if (!isOk) span.fail(outcome);
    return result;
  });
}
