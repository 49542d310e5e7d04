import { ConfigError } from "../config/read-config.ts";
import { shortestSecret } from "../lib/shortest-secret.ts";
import type { Log } from "../ports/log.ts";
import { hasShortPassword, hostInClear } from "../store/database-address.ts";
import { type SessionFault, sessionFault } from "../store/session-fault.ts";

interface DatabaseConnectionSettings {
  readonly databaseUrl: string;
  readonly log: Pick<Log, "warn">;
}

/**
 * Checks the database URL and the connection before anything uses them. Logs a warning for a password too short
 * to redact and for an unencrypted remote connection; throws ConfigError for a pooler without sessions.
 */
export async function checkDatabaseUrl({
  databaseUrl,
  log,
}: DatabaseConnectionSettings): Promise<void> {
  if (hasShortPassword(databaseUrl))
    log.warn(
      {},
      `database_url has a password of fewer than ${shortestSecret} characters, which the log redacts in URLs only`,
    );
  const host = hostInClear(databaseUrl);
  if (host !== null)
    log.warn(
      { host },
      "the connection to the database is not encrypted: set sslmode=verify-full in database_url",
    );
  const fault = await sessionFault(databaseUrl);
  if (fault !== null) throw new ConfigError([`database_url ${faultTexts[fault]}`]);
}

const remedy =
  "set the pooler to session mode (PgBouncer: pool_mode = session), or connect to PostgreSQL directly";

const faultTexts: Readonly<Record<SessionFault, string>> = {
  no_notification: `connects to a pooler that does not deliver notifications (LISTEN): ${remedy}`,
  no_session: `connects to a pooler that does not keep sessions: ${remedy}`,
  no_second_connection:
    "connects to a pooler without a second connection: its pool needs 27 connections per replica, and 27 more during an upgrade",
};
