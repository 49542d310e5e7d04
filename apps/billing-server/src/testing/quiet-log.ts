import type { WorkLog } from "../workers/work-log.ts";

/** A log that discards everything. */
export const quietLog: WorkLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
