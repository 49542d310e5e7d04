import { ExportResultCode } from "@opentelemetry/core";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import { type OutageLog, logOutage } from "../ports/log-outage.ts";

/** Logs once when exports start to fail, and once when they succeed again. */
export function logLosses(exporter: SpanExporter, log: OutageLog): SpanExporter {
  const outage = logOutage(log, { away: "traces get lost", back: "traces arrive again" });
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.code === ExportResultCode.SUCCESS) outage.ends();
        else outage.begins({ cause: String(result.error) });
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
