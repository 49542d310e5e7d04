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
import type { OutageLog } from "../ports/log-outage.ts";
import type { Tracer } from "../ports/tracer.ts";
import { logLosses } from "./log-losses.ts";
import { createTracer } from "./otel-tracer.ts";

export interface TracingOptions {
  /** Of an OTLP collector that speaks HTTP; spans go to `v1/traces` below it. */
  readonly endpoint: string;
  readonly log: OutageLog;
}

/** Traces on their way to a collector. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is left, and gives up soon; never rejects. */
  close(): Promise<void>;
}

// What a process that is killed loses of its last words.
const gatherMs = 1_000;
const exportMs = 5_000;
// A pod that is told to end has no time for a collector that is away.
const flushMs = 3_000;

// As the chart and the other services know us; OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say more.
const ours = { "service.name": "web-billing", "service.instance.id": hostname() };

/**
 * Gathers spans and sends them in batches; while the collector is away they are dropped, and nobody
 * waits. To be started once in a process.
 */
export function startTracing({ endpoint, log }: TracingOptions): Tracing {
  const url = `${endpoint.replace(/\/+$/, "")}/v1/traces`;
  const exporter = logLosses(new OTLPTraceExporter({ url, timeoutMillis: exportMs }), log);
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes(ours))
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
