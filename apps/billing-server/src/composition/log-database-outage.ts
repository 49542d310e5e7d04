import { type OutageLog, logOutage } from "../ports/log-outage.ts";
import { isConnectionError } from "../store/connection-errors.ts";

/** What the database's connections have to say, whichever they are. */
export interface DatabaseOutageLog {
  /** An error that nobody waits for; while the database is away every try to reach it makes one. */
  onError(error: Error): void;
  /** A connection is gone, whyever. */
  onLost(error: Error): void;
  onBack(): void;
}

/** Says once that the database is lost and once that it is back; other errors each by itself. */
export function logDatabaseOutage(log: OutageLog): DatabaseOutageLog {
  const outage = logOutage(log, {
    away: "database connection lost",
    back: "database connection is back",
  });
  const onLost = (error: Error): void => outage.begins({ err: error });
  return {
    onLost,
    onBack: outage.ends,
    onError: (error) => {
      if (isConnectionError(error)) onLost(error);
      else log.warn({ err: error }, "database connection");
    },
  };
}
