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
   * The parent span, as a W3C traceparent; a span that runs here is linked. Absent or invalid: the
   * running span is the parent.
   */
  readonly traceParent?: string | null | undefined;
  readonly fields?: SpanFields;
}

/** A running span. */
export interface Span {
  add(fields: SpanFields): void;
  rename(name: string): void;
  /** Marks the span as failed, with a short reason. An error that its work throws does so too. */
  fail(why: string): void;
}

/** Records durations across requests, jobs and upstreams. Never fails and never blocks. */
export interface Tracer {
  /** Runs the work inside a span. Resolves or rejects as the work does. */
  span<T>(span: NewSpan, work: (span: Span) => Promise<T>): Promise<T>;
  /** The running span as a W3C traceparent, to continue elsewhere; `null` if none runs. */
  traceParent(): string | null;
}

const nowhere: Span = { add: () => undefined, rename: () => undefined, fail: () => undefined };

/** A tracer that records nothing. */
export const noopTracer: Tracer = {
  span: (_, work) => work(nowhere),
  traceParent: () => null,
};

/** A step of an order: part of the trace in which the order was created, wherever the step runs. */
export const orderSpan = (
  { id, paypalOrderId, traceParent }: Pick<Order, "id" | "paypalOrderId" | "traceParent">,
  name: string,
): NewSpan => ({ name, traceParent, fields: { order_id: paypalOrderId, custom_id: id } });
