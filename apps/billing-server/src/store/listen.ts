import pg from "pg";
import { socketWithIdleTimeout } from "./socket-with-idle-timeout.ts";

export interface ListenOptions {
  readonly databaseUrl: string;
  readonly channel: string;
  readonly onNotification: (payload: string) => void;
  /** Told after every (re)connection: what was notified in between is lost. */
  readonly onReconnect: () => void;
  readonly onError: (error: Error) => void;
  /** How often a connection is asked whether it still lives; it has a little longer to answer. */
  readonly pulseMs?: number;
}

const reconnectDelayMs = 1_000;

/** Keeps one connection listening, reconnecting for ever; returns how to end it. */
export function listen(options: ListenOptions): () => Promise<void> {
  const { pulseMs = 10_000 } = options;
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const reconnect = (error: Error, of: pg.Client) => {
    if (closed || timer || of !== client) return;
    options.onError(error);
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, reconnectDelayMs);
  };

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.databaseUrl,
      application_name: "billing-waiters",
      connectionTimeoutMillis: 3_000,
      // One whose other end is gone says nothing, like one with nothing to tell: the pulse keeps it awake.
      stream: () => socketWithIdleTimeout(1.5 * pulseMs),
    });
    client = next;
    next.on("error", (error) => reconnect(error, next));
    next.on("end", () => reconnect(new Error("The listening connection ended."), next));
    next.on("notification", ({ payload }) => {
      if (payload !== undefined) options.onNotification(payload);
    });
    try {
      await next.connect();
      await next.query(`listen ${pg.escapeIdentifier(options.channel)}`);
      options.onReconnect();
      const pulse = setInterval(() => void next.query("select 1").catch(() => undefined), pulseMs);
      next.once("end", () => clearInterval(pulse));
    } catch (error) {
      reconnect(error as Error, next);
      void next.end().catch(() => undefined);
    }
  }

  const ready = connect();
  return async () => {
    closed = true;
    clearTimeout(timer);
    await ready;
    await client?.end().catch(() => undefined);
  };
}
