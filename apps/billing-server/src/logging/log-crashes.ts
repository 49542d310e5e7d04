import type { Logger } from "pino";

/**
 * Logs an uncaught exception and exits with status 1. Node's own report would print every property of the
 * error to standard error, secrets included.
 */
export function logCrashes(log: Pick<Logger, "fatal">): void {
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "crashed");
    process.exit(1);
  });
}
