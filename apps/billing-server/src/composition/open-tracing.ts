import type { Config } from "../config/read-config.ts";
import { noopTracer } from "../ports/tracer.ts";
import type { Tracing, TracingOptions } from "../tracing/start-tracing.ts";

/** Traces where `otlp_endpoint` says so; only then is any of OpenTelemetry's SDK loaded. */
export async function openTracing(
  { otlpEndpoint: endpoint }: Pick<Config, "otlpEndpoint">,
  log: TracingOptions["log"],
): Promise<Tracing> {
  if (endpoint === null) return { tracer: noopTracer, close: async () => undefined };
  const { startTracing } = await import("../tracing/start-tracing.ts");
  return startTracing({ endpoint, log });
}
