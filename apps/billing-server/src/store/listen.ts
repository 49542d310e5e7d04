import pg from "pg";
import { socketWithIdleTimeout } from "./socket-with-idle-timeout.ts";

export interface ListenOptions {
  readonly databaseUrl: string;
  readonly channel: string;
  readonly onNotification: (payload: string) => void;
  /** Called after every (re)connection: notifications in between are lost. */
  readonly onReconnect: () => void;
  readonly onError: (error: Error) => void;
  /** The interval of the connection check, in milliseconds; a check may take half as long again. */
  readonly pulseMs?: number;
}

const reconnectDelayMs = 1_000;

/**
 * Keeps one connection that listens, and reconnects without end. Returns a function that ends it.
 */
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
      // A dead connection looks like an idle one; the regular check keeps a live one from being
      // idle.
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
