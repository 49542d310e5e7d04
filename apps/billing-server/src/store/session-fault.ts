import { randomUUID } from "node:crypto";
import pg from "pg";
import { socketWithIdleTimeout } from "./socket-with-idle-timeout.ts";

/** How a connection to PostgreSQL fails to keep its session. */
export type SessionFault =
  /** A notification did not reach the listening connection. */
  | "no_notification"
  /** A prepared statement was lost while another connection was in a transaction. */
  | "no_session"
  /** A second connection got no response while the first one was open. */
  | "no_second_connection";

// A direct connection responds in milliseconds.
const defaultTimeoutMs = 5_000;

/**
 * Whether an error shows a different session: an unknown prepared statement, one that another
 * client prepared, or PgBouncer's rejection of a transaction in statement mode.
 */
function isOfAnotherSession(error: unknown): boolean {
  const { code, message = "" } = error as { code?: unknown; message?: string };
  return code === "26000" || code === "42P05" || /statement pooling mode/.test(message);
}

class FaultSeen extends Error {
  readonly fault: SessionFault;

  constructor(fault: SessionFault) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * Checks whether connections by this URL keep their sessions, as PostgreSQL's own do: LISTEN stays
 * active, and prepared statements stay known. A pooler in transaction or statement mode gives the
 * server process to other clients between transactions. `null` if sessions are kept; rejects if the
 * database is unavailable.
 */
export async function sessionFault(
  databaseUrl: string,
  timeoutMs = defaultTimeoutMs,
): Promise<SessionFault | null> {
  const [listener, other] = [connectionTo(databaseUrl), connectionTo(databaseUrl)];
  try {
    await listener.connect();
    await tryBoth({ listener, other }, timeoutMs);
    return null;
  } catch (error) {
    if (isOfAnotherSession(error)) return "no_session";
    if (!(error instanceof FaultSeen)) throw error;
    // If the database became unavailable, there is no response and this rejects.
    await other.end();
    await listener.query("select 1");
    return error.fault;
  } finally {
    await Promise.allSettled([listener.end(), other.end()]);
  }
}

interface Pair {
  readonly listener: pg.Client;
  readonly other: pg.Client;
}

async function tryBoth({ listener, other }: Pair, timeoutMs: number): Promise<void> {
  const word = randomUUID();
  const within = <T>(work: Promise<T>, fault: SessionFault) => before(timeoutMs, work, fault);
  // Sent once, then executed by its name.
  const prepared = { name: `check_${word}`, text: "select $1::text", values: [word] };
  const heard = new Promise<void>((resolve) => {
    listener.on("notification", ({ payload }) => payload === word && resolve());
  });
  await listener.query("listen billing_session_check");
  await listener.query(prepared);
  // A pooler assigns the last used server process, unless it is kept for its client.
  await within(begin(other), "no_second_connection");
  await within(listener.query(prepared), "no_session");
  await other.query("select pg_notify('billing_session_check', $1)", [word]);
  await other.query("commit");
  await within(heard, "no_notification");
}

async function begin(client: pg.Client): Promise<void> {
  await client.connect();
  await client.query("begin");
}

async function before<T>(ms: number, work: Promise<T>, fault: SessionFault): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new FaultSeen(fault)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    // If it is late, it rejects when its connection ends.
    work.catch(() => undefined);
  }
}

function connectionTo(databaseUrl: string): pg.Client {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "billing-check",
    connectionTimeoutMillis: 3_000,
    stream: () => socketWithIdleTimeout(12_000),
  });
  // Every pending query rejects as well.
  client.on("error", () => undefined);
  return client;
}
