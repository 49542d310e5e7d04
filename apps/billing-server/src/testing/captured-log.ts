import type { Logger } from "pino";
import { createLog } from "../logging/create-log.ts";

/** A process's log whose lines a test reads. */
export interface CapturedLog {
  readonly log: Logger;
  /** As they were written. */
  readonly lines: readonly string[];
}

/** The log of a process with these variables. */
export function captureLog(environment: Readonly<Record<string, string>> = {}): CapturedLog {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { log: createLog({ environment, destination }), lines };
}
