import type { Logger } from "pino";
import { createLog } from "../logging/create-log.ts";

/** A log whose lines a test can read. */
export interface CapturedLog {
  readonly log: Logger;
  /** The lines as written. */
  readonly lines: readonly string[];
}

/** Creates the log of a process with these environment variables. */
export function captureLog(environment: Readonly<Record<string, string>> = {}): CapturedLog {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { log: createLog({ environment, destination }), lines };
}
