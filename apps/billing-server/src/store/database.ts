import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { type Tracer, noopTracer } from "../ports/tracer.ts";
import { prepareStatements } from "./prepared-statements.ts";
import type { BillingDatabase } from "./schema.ts";
import { socketWithIdleTimeout } from "./socket-with-idle-timeout.ts";
import { traceStatements } from "./trace-statements.ts";

/** A pool, as kysely for most statements and as pg for the prepared ones. */
export interface DatabaseConnection {
  readonly db: Kysely<BillingDatabase>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly maxConnections?: number;
  /** Disables timeouts; for migrations. */
  readonly hasNoTimeouts?: boolean;
  /** Called for errors on idle connections, which would otherwise end the process. */
  readonly onError?: (error: Error) => void;
  /** Absent: statements are not traced. */
  readonly tracer?: Tracer;
}

const idleLimit = "set idle_in_transaction_session_timeout = '10s'";
const statementLimit = "set statement_timeout = '10s'";

/** Opens a pool. Connects lazily, so it never throws for an unavailable server. */
export function openDatabase({
  url,
  maxConnections = 10,
  hasNoTimeouts = false,
  onError = () => undefined,
  tracer = noopTracer,
}: DatabaseOptions): DatabaseConnection {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    // A caller waits: a quick 503 is better than a long wait.
    connectionTimeoutMillis: 3_000,
    // The server's timeout is set below; this one applies if the server is frozen or unreachable.
    ...(hasNoTimeouts ? {} : { stream: () => socketWithIdleTimeout(12_000) }),
    keepAlive: true,
    // PgBouncer rejects these as connection parameters, or is configured to ignore them.
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool awaits the result, although its types lack that
    onConnect: async (client) => {
      await client.query(hasNoTimeouts ? idleLimit : `${idleLimit}; ${statementLimit}`);
    },
    application_name: "billing-server",
  });
  pool.on("error", onError);
  // The pool removes its own listener while a connection is in use. Without this one, a server that
  // shuts down between two statements of a transaction would end the process.
  pool.on("connect", (client) => client.on("error", onError));
  prepareStatements(pool);
  if (tracer !== noopTracer) traceStatements(pool, tracer);
  const db = new Kysely<BillingDatabase>({ dialect: new PostgresDialect({ pool }) });
  const close = async (): Promise<void> => {
    // kysely's `destroy` ends the pool only if a statement went through it.
    await db.destroy();
    if (!pool.ending) await pool.end();
  };
  return { db, pool, close };
}
