import { type DestinationStream, type Logger, pino } from "pino";
import { knownSecrets } from "./known-secrets.ts";
import { createScrubber } from "./scrub.ts";

export interface LogOptions {
  /** Its secrets are never written. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard output by default, written at once. */
  readonly destination?: DestinationStream;
}

/**
 * The log of a process: JSON, a line each. Every line is scrubbed where it is written, so that no
 * caller, no child and no error's properties can go around it.
 */
export function createLog({ environment, destination }: LogOptions): Logger {
  const scrub = createScrubber(knownSecrets(environment));
  return pino({ base: null, hooks: { streamWrite: scrub } }, ...(destination ? [destination] : []));
}
