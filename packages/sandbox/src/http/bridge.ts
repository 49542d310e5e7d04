import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

export type Answer = (request: Request) => Promise<Response>;

/** A real HTTP server that is open before anyone has decided what it answers. */
export interface Bridge {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Until it is called the server answers 503. */
  serve(answer: Answer): void;
  /** Cuts every connection, also those of answers still under way. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1, on a free port for 0. Rejects when the port is taken. */
export async function openBridge(port: number): Promise<Bridge> {
  let answer: Answer = async () => new Response(null, { status: 503 });
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    async fetch(request, { incoming }) {
      const response = await answer(request);
      if (response.type !== "error") return response;
      incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    },
  }) as Server;
  await listening(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (next) => {
      answer = next;
    },
    close: () => closed(server),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
