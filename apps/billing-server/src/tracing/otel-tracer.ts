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

/** The tracer port on OpenTelemetry; requires a registered context manager. */
export function createTracer(tracer: OtelTracer): Tracer {
  return {
    span: (wanted, work) => {
      // A client span outside a trace: a probe's statement, or a read for a long-lived stream.
      if (wanted.kind === "client" && !trace.getActiveSpan()?.isRecording())
        return noopTracer.span(wanted, work);
      const { name, kind, fields = {} } = wanted;
      const { under, links } = findParent(wanted);
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

interface Parent {
  readonly under: Context;
  readonly links: Link[];
}

function findParent({ kind, traceParent }: NewSpan): Parent {
  // A request or job is not part of what this process did when it arrived.
  const isEntry = kind === "server" || kind === "consumer";
  const here = isEntry ? ROOT_CONTEXT : context.active();
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
    fail(errorType(error));
    throw error;
  } finally {
    span.end();
  }
}

/** The code or class of an error; a message may contain personal data. */
function errorType(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === "string") return code;
  return typeof name === "string" ? name : "unknown";
}
