import type { WorkLog } from "../workers/work-log.ts";

/** For tests that don't look at what was logged. */
export const quietLog: WorkLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
