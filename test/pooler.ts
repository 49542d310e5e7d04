import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import pg from "pg";

export interface PoolerOptions {
  /** Lends a server connection for a transaction only, instead of for a client's whole session. */
  readonly lends?: boolean;
  /** How many server connections there are; 4 by default. */
  readonly size?: number;
  /** Hands on no notification; without lending, those of a client's own session arrive. */
  readonly isDeaf?: boolean;
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
  options: PoolerOptions = {},
): Promise<Pooler> {
  const { lends = false, size = 4, isDeaf = false } = options;
  const clients = Array.from({ length: size }, () => new pg.Client(databaseUrl));
  const servers = await Promise.all(clients.map(connected));
  // The one used last is lent first, as PgBouncer does it.
  const idle = [...servers];
  const waiting: (() => void)[] = [];
  const giveBack = (server: Server) => {
    server.client = undefined;
    idle.push(server);
    waiting.shift()?.();
  };
  for (const server of servers)
    eachMessage(server.socket, (type, message) => {
      const isIdle = type === "Z" && message.at(-1) === 0x49;
      if (type !== "A" || !isDeaf) server.client?.write(message);
      if (isIdle && lends) giveBack(server);
    });

  const listener = createServer((client) => {
    const serve = () => {
      eachMessage(client, (type, message) => {
        if (type === "X") return;
        const lent = servers.find((server) => server.client === client);
        if (lent) return void lent.socket.write(message);
        const borrow = (): void => {
          const server = servers.find((it) => it.client === client) ?? idle.pop();
          if (!server) return void waiting.push(borrow);
          server.client = client;
          server.socket.write(message);
        };
        borrow();
      });
    };
    client.on("error", () => undefined);
    client.once("close", () => {
      const lent = servers.find((server) => server.client === client);
      if (lent) giveBack(lent);
    });
    client.once("data", (startup: Buffer) => {
      const unknown = parametersIn(startup).find((name) => !knownParameters.test(name));
      client.write(unknown ? refusal(`unsupported startup parameter: ${unknown}`) : welcome);
      if (unknown) client.end();
      else serve();
    });
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.port = String(port);
  return {
    url: url.href,
    [Symbol.asyncDispose]: async () => {
      listener.close();
      for (const { socket } of servers) socket.destroy();
    },
  };
}

/** Logs in as pg does, and takes the connection over. */
async function connected(client: pg.Client): Promise<Server> {
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
