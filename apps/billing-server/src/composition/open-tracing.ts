import type { Config } from "../config/read-config.ts";
import { noopTracer } from "../ports/tracer.ts";
import type { Tracing, TracingOptions } from "../tracing/start-tracing.ts";

/** Starts tracing if `otlp_endpoint` is set; loads the OpenTelemetry SDK only then. */
export async function openTracing(
  { otlpEndpoint: endpoint }: Pick<Config, "otlpEndpoint">,
  log: TracingOptions["log"],
): Promise<Tracing> {
  if (endpoint === null) return { tracer: noopTracer, close: async () => undefined };
  const { startTracing } = await import("../tracing/start-tracing.ts");
  return startTracing({ endpoint, log });
}
