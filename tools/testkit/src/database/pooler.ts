import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import pg from "pg";

export interface PoolerOptions {
  /** Lends a server connection for a transaction only, instead of for a client's whole session. */
  readonly lends?: boolean;
  /** How many server connections there are; 4 by default. */
  readonly size?: number;
  /** Told of each notification, none of which is handed on then. */
  readonly onDropped?: () => void;
}

/** As much of PgBouncer as shows whether a session is kept, over real connections to PostgreSQL. */
export interface Pooler extends AsyncDisposable {
  /** The database's URL by way of this pooler. */
  readonly url: string;
}

/** A connection to PostgreSQL, and the client it is lent to. */
interface Server {
  readonly socket: Socket;
  client: Socket | undefined;
}

/** What PgBouncer takes of a connection's parameters unless it is told to ignore others. */
const knownParameters = /^(?:user|database|application_name|client_encoding)$/;

/** Listens on a free loopback port. Clients need no password. */
export async function startPooler(
  databaseUrl: string,
  { lends = false, size = 4, onDropped }: PoolerOptions = {},
): Promise<Pooler> {
  const servers = await Promise.all(Array.from({ length: size }, () => connected(databaseUrl)));
  // The one used last is lent first, as PgBouncer does it.
  const idle = [...servers];
  const clients = new Map<Socket, Buffer[]>();
  const lend = (client: Socket) => {
    const server = servers.find((it) => it.client === client) ?? idle.pop();
    if (!server) return;
    server.client = client;
    for (const message of clients.get(client)?.splice(0) ?? []) server.socket.write(message);
  };
  const takeBack = (server: Server) => {
    server.client = undefined;
    idle.push(server);
    const next = [...clients].find(([, messages]) => messages.length > 0);
    if (next) lend(next[0]);
  };
  for (const server of servers)
    eachMessage(server.socket, (type, message) => {
      if (type === "A" && onDropped) return onDropped();
      const client = server.client && clients.has(server.client) ? server.client : undefined;
      client?.write(message);
      const isIdle = type === "Z" && message.at(-1) === 0x49;
      if (isIdle && (lends || !client)) takeBack(server);
    });

  const listener = createServer((client) => {
    client.on("error", () => undefined);
    client.once("close", () => {
      clients.delete(client);
      const lent = servers.find((server) => server.client === client);
      // Its answer gives the connection back.
      lent?.socket.write(messageOf("Q", Buffer.from("rollback\0")));
    });
    client.once("data", (startup: Buffer) => {
      const unknown = parametersIn(startup).find((name) => !knownParameters.test(name));
      if (unknown) return void client.end(refusal(`unsupported startup parameter: ${unknown}`));
      clients.set(client, []);
      eachMessage(client, (type, message) => {
        if (type === "X") return;
        clients.get(client)?.push(message);
        lend(client);
      });
      client.write(welcome);
    });
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const url = new URL(databaseUrl);
  url.port = String((listener.address() as AddressInfo).port);
  return {
    url: url.href,
    [Symbol.asyncDispose]: async () => {
      listener.close();
      for (const socket of [...clients.keys(), ...servers.map((it) => it.socket)]) socket.destroy();
    },
  };
}

/** Logs in as pg does, and takes the connection over. */
async function connected(databaseUrl: string): Promise<Server> {
  const client = new pg.Client(databaseUrl);
  client.on("error", () => undefined);
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners("data");
  return { socket: stream, client: undefined };
}

/** Each message of the protocol: a letter, its length without it, and the rest. */
function eachMessage(socket: Socket, take: (type: string, message: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const end = rest.readInt32BE(1) + 1;
      take(String.fromCharCode(rest[0] ?? 0), rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  });
}

const parametersIn = (startup: Buffer): string[] =>
  startup
    .toString("utf8", 8)
    .split("\0")
    .filter((text, index) => index % 2 === 0 && text !== "");

function messageOf(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const welcome = Buffer.concat([messageOf("R", Buffer.alloc(4)), messageOf("Z", Buffer.from("I"))]);

const refusal = (text: string): Buffer =>
  messageOf("E", Buffer.from(`SFATAL\0VFATAL\0C08P01\0M${text}\0\0`));
