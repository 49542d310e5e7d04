import { randomUUID } from "node:crypto";
import pg from "pg";
import { socketWithIdleTimeout } from "./socket-with-idle-timeout.ts";

/** What was seen of a way to PostgreSQL that does not keep a connection's session. */
export type SessionFault =
  /** A notification did not reach the connection that listens. */
  | "no_notification"
  /** What a connection had prepared was gone while another one was in a transaction. */
  | "no_session"
  /** A second connection got no answer while the first one was open. */
  | "no_second_connection";

// A direct connection answers in milliseconds.
const usualPatienceMs = 5_000;

/**
 * Whether an error comes from another session than ours: a statement that is not known there, one that is
 * known from another client, or PgBouncer's refusal of a transaction in statement mode.
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
 * Tries whether connections by this URL keep their sessions, as PostgreSQL's own do: LISTEN stays in
 * force, and what was prepared stays known. A pooler in transaction or statement mode lends a server
 * process to other clients between two transactions. `null` when sessions are kept; rejects when the
 * database can't be reached.
 */
export async function sessionFault(
  databaseUrl: string,
  timeoutMs = usualPatienceMs,
): Promise<SessionFault | null> {
  const [listener, other] = [connectionTo(databaseUrl), connectionTo(databaseUrl)];
  try {
    await listener.connect();
    await tryBoth({ listener, other }, timeoutMs);
    return null;
  } catch (error) {
    if (isOfAnotherSession(error)) return "no_session";
    if (!(error instanceof FaultSeen)) throw error;
    // A database that went away meanwhile is no pooler: it answers nothing, and this rejects.
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
  // Sent once and known by its name from then on.
  const prepared = { name: `check_${word}`, text: "select $1::text", values: [word] };
  const heard = new Promise<void>((resolve) => {
    listener.on("notification", ({ payload }) => payload === word && resolve());
  });
  await listener.query("listen billing_session_check");
  await listener.query(prepared);
  // A pooler gives it the server process that was used last, unless that one is kept for its client.
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
    // When it was late, the end of its connection fails it.
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
  // Whatever waits for it rejects too.
  client.on("error", () => undefined);
  return client;
}
