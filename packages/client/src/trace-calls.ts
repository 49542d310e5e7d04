import type { AppRouter } from "@onekonsole/billing-contract";
import type { Operation, TRPCLink } from "@trpc/client";

/** Headers that continue a trace, such as `traceparent` and `tracestate` of W3C Trace Context. */
export type TraceHeaders = Readonly<Record<string, string>>;

type Carrier = Record<string, string>;

/** What the application's `@opentelemetry/api` registers for every copy of itself, in all its 1.x releases. */
interface OpenTelemetry {
  readonly context?: { readonly active: () => unknown };
  readonly propagation?: {
    readonly inject: (context: unknown, carrier: Carrier, setter: object) => void;
  };
}

const registered = Symbol.for("opentelemetry.js.api.1");
const setter = { set: (carrier: Carrier, name: string, value: string) => (carrier[name] = value) };

/** The trace of the application's active span, as its OpenTelemetry propagates it; empty without one. */
export function activeTrace(): TraceHeaders {
  const api = (globalThis as { readonly [registered]?: OpenTelemetry })[registered];
  const carrier: Carrier = {};
  api?.propagation?.inject(api.context?.active(), carrier, setter);
  const { traceparent, tracestate } = carrier;
  return {
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(tracestate === undefined ? {} : { tracestate }),
  };
}

/**
 * The link that keeps the trace in which a call was made, before anything is awaited, for all requests of the call.
 */
export const traceCalls =
  (read: () => TraceHeaders): TRPCLink<AppRouter> =>
  () =>
  ({ op, next }) =>
    next({ ...op, context: { ...op.context, [inContext]: read() } });

const inContext = "traceHeaders";

/** The headers that `traceCalls` kept. */
export const traceOf = ({ context }: Operation): TraceHeaders =>
  (context[inContext] ?? {}) as TraceHeaders;
