import { ExportResultCode } from "@opentelemetry/core";
import type { SpanExporter } from "@opentelemetry/sdk-trace";

/** What it says to the log; a pino logger satisfies it. */
export interface TraceLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Says once that spans get lost, and once that they arrive again, however long it takes. */
export function tellLosses(exporter: SpanExporter, log: TraceLog): SpanExporter {
  let isLosing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.code !== ExportResultCode.SUCCESS;
        if (failed && !isLosing) log.warn({ cause: String(result.error) }, "traces get lost");
        if (!failed && isLosing) log.info({}, "traces arrive again");
        isLosing = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
