import { Client, type Dispatcher, Pool } from "undici";

const connect = { timeout: 5_000 };

/** A connection for one request. */
export interface OwnConnection {
  readonly client: Dispatcher;
  /** Whether it was made: before that nothing was sent. */
  isMade(): boolean;
  close(): Promise<void>;
}

/** The connections to web-order. */
export interface Connections {
  /** Kept for the next request: for look-ups, which do no harm when they are lost. */
  readonly kept: Dispatcher;
  /** For a request that must not meet a kept connection in the moment that web-order closes it. */
  own(): OwnConnection;
  /** Cuts them all. */
  close(): Promise<void>;
}

/** Connects to `origin` when there is something to send. */
export function createConnections(origin: string): Connections {
  const kept = new Pool(origin, { connections: 16, connect, keepAliveTimeout: 3_000 });
  const open = new Set<Client>();
  return {
    kept,
    own: () => {
      // Without pipelining a client keeps no connection: "connection: close" goes along.
      const client = new Client(origin, { connect, pipelining: 0 });
      open.add(client);
      let isMade = false;
      client.once("connect", () => {
        isMade = true;
      });
      const close = async (): Promise<void> => {
        open.delete(client);
        await client.destroy();
      };
      return { client, isMade: () => isMade, close };
    },
    close: async () => {
      await Promise.all([kept.destroy(), ...[...open].map((client) => client.destroy())]);
    },
  };
}
