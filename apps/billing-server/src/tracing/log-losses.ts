import { ExportResultCode } from "@opentelemetry/core";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import { logOutage } from "../ports/log-outage.ts";
import type { Log } from "../ports/log.ts";

/** Logs once when exports start to fail, and once when they succeed again. */
export function logLosses(exporter: SpanExporter, log: Pick<Log, "info" | "warn">): SpanExporter {
  const outage = logOutage(log, { start: "trace export failing", end: "trace export restored" });
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.code === ExportResultCode.SUCCESS) outage.end();
        else outage.start({ cause: String(result.error) });
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
