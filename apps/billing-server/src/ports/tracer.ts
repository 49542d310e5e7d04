import type { Order } from "../domain/order.ts";

/** The attributes of a span, named as in OpenTelemetry's conventions, otherwise as in the log. No personal data. */
export type SpanFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** A unit of work whose duration is traced. */
export interface NewSpan {
  readonly name: string;
  /**
   * `server` and `consumer` are started by an incoming request or by a job. `client` is a call to an
   * upstream or the database, recorded only as part of another span. Absent: an internal step.
   */
  readonly kind?: "server" | "consumer" | "client";
  /**
   * Where it belongs, as W3C's traceparent. What runs elsewhere at the moment is linked; absent or
   * unreadable, it belongs under what runs.
   */
  readonly traceParent?: string | null | undefined;
  readonly fields?: SpanFields;
}

/** A piece of work while it is done. */
export interface Span {
  add(fields: SpanFields): void;
  rename(name: string): void;
  /** It went wrong, and why in a word. What its work throws counts as well. */
  fail(why: string): void;
}

/** Tells where time went, across requests, jobs and upstreams. It never fails and never waits. */
export interface Tracer {
  /** Does the work inside a span; gives back, or throws, what the work does. */
  span<T>(span: NewSpan, work: (span: Span) => Promise<T>): Promise<T>;
  /** The running span as W3C's traceparent, to be continued elsewhere; `null` when none runs. */
  traceParent(): string | null;
}

const nowhere: Span = { add: () => undefined, rename: () => undefined, fail: () => undefined };

/** Records nothing. */
export const noopTracer: Tracer = {
  span: (_, work) => work(nowhere),
  traceParent: () => null,
};

/** A step of an order: part of the trace in which the order was created, wherever the step runs. */
export const orderSpan = (
  { id, paypalOrderId, traceParent }: Pick<Order, "id" | "paypalOrderId" | "traceParent">,
  name: string,
): NewSpan => ({ name, traceParent, fields: { order_id: paypalOrderId, custom_id: id } });
