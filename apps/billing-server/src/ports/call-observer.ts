import type { Tracer } from "./tracer.ts";

/** A completed call to an upstream, for metrics and traces. */
export interface ObservedCall {
  /** The purpose of the call, such as `capture`. */
  readonly operation: string;
  /** `ok`, or the kind of failure as the port names it. */
  readonly outcome: string;
  readonly seconds: number;
}

export type CountCall = (call: ObservedCall) => void;

/** Records the calls to one upstream. */
export interface CallObserver {
  /** The upstream's name in traces. */
  readonly upstream: string;
  readonly tracer: Tracer;
  readonly count: CountCall;
}

/** The result of a call. */
export interface CallEnd {
  readonly outcome: string;
  readonly isOk: boolean;
  readonly debugId?: string | undefined;
}

interface Observed<T> {
  readonly operation: string;
  readonly observer: CallObserver | undefined;
  readonly toEnd: (result: T) => CallEnd;
}

/** Runs a call that never rejects, and records its result. */
export async function instrument<T>(
  { operation, observer, toEnd }: Observed<T>,
  call: () => Promise<T>,
): Promise<T> {
  if (!observer) return call();
  const { upstream, tracer, count } = observer;
  return tracer.span({ name: `${upstream} ${operation}`, kind: "client" }, async (span) => {
    const startedAt = performance.now();
    const result = await call();
    const { outcome, isOk, debugId } = toEnd(result);
    count({ operation, outcome, seconds: (performance.now() - startedAt) / 1000 });
    span.add({ outcome, debug_id: debugId });
    if (!isOk) span.fail(outcome);
    return result;
  });
}
