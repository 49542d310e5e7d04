import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Log } from "../ports/log.ts";
import type { Tracer } from "../ports/tracer.ts";
import { logLosses } from "./log-losses.ts";
import { createTracer } from "./otel-tracer.ts";

export interface TracingOptions {
  /** Base URL of an OTLP collector over HTTP; spans are sent to `v1/traces` below it. */
  readonly endpoint: string;
  readonly log: Pick<Log, "info" | "warn">;
}

/** A running exporter. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Flushes remaining spans for at most 3 s; never rejects. */
  close(): Promise<void>;
}

// A killed process loses the spans of this interval.
const gatherMs = 1_000;
const exportMs = 5_000;
// Bounds shutdown while the collector is unavailable.
const flushMs = 3_000;

// OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES take precedence.
const serviceAttributes = { "service.name": "web-billing", "service.instance.id": hostname() };

/**
 * Exports spans in batches; drops them while the collector is unavailable. Call it once per process: it sets
 * the global context manager.
 */
export function startTracing({ endpoint, log }: TracingOptions): Tracing {
  const url = `${endpoint.replace(/\/+$/, "")}/v1/traces`;
  const exporter = logLosses(new OTLPTraceExporter({ url, timeoutMillis: exportMs }), log);
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes(serviceAttributes))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: gatherMs })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return {
    tracer: createTracer(provider.getTracer("billing-server")),
    close: async () => {
      const flushed = provider.shutdown().catch(() => undefined);
      await Promise.race([flushed, sleep(flushMs, undefined, { ref: false })]);
      context.disable();
    },
  };
}
