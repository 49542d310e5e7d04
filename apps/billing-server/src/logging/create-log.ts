import { escapeLines } from "@onekonsole/billing-contract";
import { trace } from "@opentelemetry/api";
import { type DestinationStream, type Logger, pino } from "pino";
import { cutTexts } from "./cut-texts.ts";
import { knownSecrets } from "./known-secrets.ts";
import { createScrubber } from "./scrub.ts";

export interface LogOptions {
  /** Its secrets are never written. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard output by default, written at once. */
  readonly destination?: DestinationStream;
}

/**
 * The log of a process: JSON, a line each, under the trace it was written in if there is one. The texts
 * of every line are cut and scrubbed where it is written, so that no caller, no child and no error's
 * properties can go around it. What could steer the terminal of a reader is escaped there too, which changes no value.
 */
export function createLog({ environment, destination }: LogOptions): Logger {
  const scrub = createScrubber(knownSecrets(environment));
  const streamWrite = (line: string): string => escapeLines(scrub(cutTexts(line)));
  const options = { base: null, mixin: traceIdNow, hooks: { streamWrite } };
  return destination ? pino(options, destination) : pino(options);
}

/** Of a span that still runs: what a connection reports may come long after the one that opened it. */
function traceIdNow(): object {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? { trace_id: span.spanContext().traceId } : {};
}
