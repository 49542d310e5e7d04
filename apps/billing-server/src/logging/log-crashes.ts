import type { Logger } from "pino";

/**
 * Has the log say what nobody caught, and ends the process as Node would: its own report goes to
 * standard error as it is, with every property of the error, secrets included.
 */
export function logCrashes(log: Pick<Logger, "fatal">): void {
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "crashed");
    process.exit(1);
  });
}
