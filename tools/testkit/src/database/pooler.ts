import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import pg from "pg";
import {
  acceptClient,
  encodeError,
  isIdle,
  readMessages,
  rollback,
  startupParameters,
} from "./postgres-protocol.ts";

export interface PoolerOptions {
  /** Assigns a server connection for one transaction instead of for a client's whole session. */
  readonly transactionMode?: boolean;
  /** The number of server connections; 4 by default. */
  readonly size?: number;
  /** Called for each notification; if set, no notification is forwarded. */
  readonly onDropped?: () => void;
}

/** The parts of PgBouncer that show whether a session is kept, over connections to PostgreSQL. */
export interface Pooler extends AsyncDisposable {
  /** The database's URL through this pooler. */
  readonly url: string;
}

/** A connection to PostgreSQL, and the client that it is assigned to. */
interface ServerConnection {
  readonly socket: Socket;
  client: Socket | undefined;
}

interface State {
  readonly servers: readonly ServerConnection[];
  readonly idle: ServerConnection[];
  /** The clients, each with its messages that wait for a server connection. */
  readonly clients: Map<Socket, Buffer[]>;
}

/** Listens on a free loopback port. Clients need no password. */
export async function startPooler(
  databaseUrl: string,
  options: PoolerOptions = {},
): Promise<Pooler> {
  const { size = 4 } = options;
  const servers = await Promise.all(Array.from({ length: size }, () => logIn(databaseUrl)));
  const state: State = { servers, idle: [...servers], clients: new Map() };
  for (const server of servers) forwardToClient(state, server, options);
  const listener = createServer((client) => acceptConnection(state, client));
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const url = new URL(databaseUrl);
  url.port = String((listener.address() as AddressInfo).port);
  return {
    url: url.href,
    [Symbol.asyncDispose]: async () => {
      listener.close();
      for (const socket of [...state.clients.keys(), ...servers.map((it) => it.socket)])
        socket.destroy();
    },
  };
}

/** Logs in with pg, and takes over its connection. */
async function logIn(databaseUrl: string): Promise<ServerConnection> {
  const client = new pg.Client(databaseUrl);
  client.on("error", () => undefined);
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners("data");
  return { socket: stream, client: undefined };
}

/** Sends the waiting messages of a client to its server connection, or to an idle one. */
function assign({ servers, idle, clients }: State, client: Socket): void {
  // The connection used last is assigned first, as PgBouncer does.
  const server = servers.find((it) => it.client === client) ?? idle.pop();
  if (!server) return;
  server.client = client;
  for (const message of clients.get(client)?.splice(0) ?? []) server.socket.write(message);
}

function release(state: State, server: ServerConnection): void {
  server.client = undefined;
  state.idle.push(server);
  const next = [...state.clients].find(([, messages]) => messages.length > 0);
  if (next) assign(state, next[0]);
}

function forwardToClient(
  state: State,
  server: ServerConnection,
  { transactionMode = false, onDropped }: PoolerOptions,
): void {
  readMessages(server.socket, (type, message) => {
    if (type === "A" && onDropped) return onDropped();
    const client = server.client && state.clients.has(server.client) ? server.client : undefined;
    client?.write(message);
    if (isIdle(type, message) && (transactionMode || !client)) release(state, server);
  });
}

/** The startup parameters that PgBouncer accepts unless it is configured to ignore others. */
const acceptedParameters = /^(?:user|database|application_name|client_encoding)$/;

function acceptConnection(state: State, client: Socket): void {
  client.on("error", () => undefined);
  client.once("close", () => {
    state.clients.delete(client);
    // The response to the rollback releases the connection.
    state.servers.find((server) => server.client === client)?.socket.write(rollback);
  });
  client.once("data", (startup: Buffer) => {
    const unknown = startupParameters(startup).find((name) => !acceptedParameters.test(name));
    if (unknown) return void client.end(encodeError(`unsupported startup parameter: ${unknown}`));
    state.clients.set(client, []);
    readMessages(client, (type, message) => {
      if (type === "X") return;
      state.clients.get(client)?.push(message);
      assign(state, client);
    });
    client.write(acceptClient);
  });
}
