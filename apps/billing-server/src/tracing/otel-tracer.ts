import {
  type Context,
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  type Link,
  ROOT_CONTEXT,
  type Span as OtelSpan,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer as OtelTracer,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { type NewSpan, type Span, type Tracer, noopTracer } from "../ports/tracer.ts";

const kinds = {
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
} as const;

/** The port on OpenTelemetry; needs a context manager to be registered. */
export function createTracer(tracer: OtelTracer): Tracer {
  return {
    span: (wanted, work) => {
      // A probe's statement, or a read for a stream that was answered long ago, is part of nothing.
      if (wanted.kind === "client" && !trace.getActiveSpan()?.isRecording())
        return noopTracer.span(wanted, work);
      const { name, kind, fields = {} } = wanted;
      const { under, links } = placeOf(wanted);
      const options = { kind: kind ? kinds[kind] : SpanKind.INTERNAL, attributes: fields, links };
      const span = tracer.startSpan(name, options, under);
      return context.with(trace.setSpan(under, span), () => finish(span, work));
    },
    traceParent: () => {
      const carrier: { traceparent?: string } = {};
      propagator.inject(context.active(), carrier, defaultTextMapSetter);
      return carrier.traceparent ?? null;
    },
  };
}

const propagator = new W3CTraceContextPropagator();

interface Place {
  readonly under: Context;
  readonly links: Link[];
}

function placeOf({ kind, traceParent }: NewSpan): Place {
  // What begins here is not a part of whatever this process was doing when it came.
  const isBegun = kind === "server" || kind === "consumer";
  const here = isBegun ? ROOT_CONTEXT : context.active();
  const carrier = { traceparent: traceParent ?? "" };
  const there = propagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter);
  const [running, wanted] = [trace.getSpanContext(here), trace.getSpanContext(there)];
  if (!wanted || running?.traceId === wanted.traceId) return { under: here, links: [] };
  return { under: there, links: running ? [{ context: running }] : [] };
}

async function finish<T>(span: OtelSpan, work: (span: Span) => Promise<T>): Promise<T> {
  const fail = (why: string): void => {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute("error.type", why);
  };
  try {
    return await work({
      add: (fields) => void span.setAttributes(fields),
      rename: (name) => void span.updateName(name),
      fail,
    });
  } catch (error) {
    fail(wordFor(error));
    throw error;
  } finally {
    span.end();
  }
}

/** Its code or class; a message may hold anything. */
function wordFor(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === "string") return code;
  return typeof name === "string" ? name : "unknown";
}
