import { escapeLines } from "@onekonsole/billing-contract";
import { trace } from "@opentelemetry/api";
import { type DestinationStream, type Logger, pino } from "pino";
import { cutTexts } from "./cut-texts.ts";
import { knownSecrets } from "./known-secrets.ts";
import { createScrubber } from "./scrub.ts";
import { writeByTurn } from "./write-by-turn.ts";

export interface LogOptions {
  /** Its secrets are redacted. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** By default standard output; see `writeByTurn`. */
  readonly destination?: DestinationStream;
}

/**
 * The log of a process: one JSON object per line, with the current trace id. Every line is
 * truncated, scrubbed of secrets and stripped of terminal escapes when it is written. So no child
 * logger and no error property can bypass this.
 */
export function createLog({ environment, destination }: LogOptions): Logger {
  const scrub = createScrubber(knownSecrets(environment));
  const clean = (line: string): string => escapeLines(scrub(cutTexts(line)));
  // A stream, which child loggers share.
  const stream = destination
    ? { write: (line: string) => destination.write(clean(line)) }
    : writeByTurn(clean);
  return pino({ base: null, mixin: currentTraceId }, stream);
}

/** Only of a running span: a connection may report an error long after the span that opened it. */
function currentTraceId(): object {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? { trace_id: span.spanContext().traceId } : {};
}
