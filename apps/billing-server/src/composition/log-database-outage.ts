import { logOutage } from "../ports/log-outage.ts";
import type { Log } from "../ports/log.ts";
import { isConnectionError } from "../store/connection-errors.ts";

/** Callbacks of all database connections. */
export interface DatabaseOutageLog {
  /** A background error; during an outage every attempt to connect causes one. */
  onError(error: Error): void;
  /** A connection was lost. */
  onLost(error: Error): void;
  onBack(): void;
}

/** Logs the start and the end of an outage once; logs every other error. */
export function logDatabaseOutage(log: Pick<Log, "info" | "warn">): DatabaseOutageLog {
  const outage = logOutage(log, {
    start: "database connection lost",
    end: "database connection restored",
  });
  const onLost = (error: Error): void => outage.start({ err: error });
  return {
    onLost,
    onBack: outage.end,
    onError: (error) => {
      if (isConnectionError(error)) onLost(error);
      else log.warn({ err: error }, "database connection");
    },
  };
}
