import { Client, type Dispatcher, Pool } from "undici";

const connect = { timeout: 5_000 };

/** A connection that serves one request. */
export interface SingleUseConnection {
  readonly client: Dispatcher;
  /** Whether the connection was established; otherwise nothing was sent. */
  isEstablished(): boolean;
  close(): Promise<void>;
}

/** The connections to web-order. */
export interface Connections {
  /** Reused connections, for lookups, which can be repeated safely. */
  readonly pool: Dispatcher;
  /** A new connection, for a request that must not fail because web-order closes an idle connection. */
  open(): SingleUseConnection;
  /** Closes all connections; requests in progress fail. */
  close(): Promise<void>;
}

/** Creates the connections to `origin`; each connects at its first request. */
export function createConnections(origin: string): Connections {
  const pool = new Pool(origin, { connections: 16, connect, keepAliveTimeout: 3_000 });
  const clients = new Set<Client>();
  return {
    pool,
    open: () => {
      // Without pipelining the client sends "connection: close".
      const client = new Client(origin, { connect, pipelining: 0 });
      clients.add(client);
      let isEstablished = false;
      client.once("connect", () => {
        isEstablished = true;
      });
      const close = async (): Promise<void> => {
        clients.delete(client);
        await client.destroy();
      };
      return { client, isEstablished: () => isEstablished, close };
    },
    close: async () => {
      await Promise.all([pool.destroy(), ...[...clients].map((client) => client.destroy())]);
    },
  };
}
