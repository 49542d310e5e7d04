import { connect, type Socket } from "node:net";
import { readResponse } from "./read-response.ts";

/** Requests to one server on 127.0.0.1. */
export interface Load {
  readonly port: number;
  readonly requests: number;
  /** The number of connections, each with one request at a time. */
  readonly atOnce: number;
  /** The text of a request, with its head. */
  readonly request: (index: number) => string;
  /** Called with each body, which is read as Latin-1. */
  readonly onBody?: (body: string, index: number) => void;
}

/**
 * Sends the requests over keep-alive connections. It costs a fraction of an HTTP client's time, so
 * that the server is the limit also on two cores. Rejects at the first status other than 200 and 204.
 */
export async function sendLoad(load: Load): Promise<void> {
  let next = 0;
  const worker = async () => {
    const connection = await openConnection(load.port);
    try {
      while (next < load.requests) {
        const index = next++;
        const body = await connection.exchange(load.request(index));
        load.onBody?.(body, index);
      }
    } finally {
      connection.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(load.atOnce, load.requests) }, worker));
}

interface Connection {
  /** Resolves with the body of a 200 or 204. */
  exchange(request: string): Promise<string>;
  close(): void;
}

async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true }).setEncoding("latin1");
  let waiting: PromiseWithResolvers<string> | undefined;
  let received = "";
  const settle = (act: (exchange: PromiseWithResolvers<string>) => void) => {
    const exchange = waiting;
    waiting = undefined;
    received = "";
    if (exchange) act(exchange);
  };
  socket.on("data", (text: string) => {
    received += text;
    const response = readResponse(received);
    if (!response) return;
    const { status, body } = response;
    if (status === 200 || status === 204) settle(({ resolve }) => resolve(body));
    else settle(({ reject }) => reject(new Error(`The server returned ${status}: ${body}`)));
  });
  socket.on("close", () =>
    settle(({ reject }) => reject(new Error("The server closed the connection."))),
  );
  await connected(socket);
  return {
    exchange: (request) => {
      waiting = Promise.withResolvers();
      socket.write(request, "latin1");
      return waiting.promise;
    },
    close: () => socket.destroy(),
  };
}

const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("connect", () => {
      // The close event follows and rejects what is waiting.
      socket.off("error", reject).on("error", () => undefined);
      resolve();
    });
  });
