import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createAdaptorServer } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Connectivity } from "./outage.ts";

export type Answer = (request: Request) => Promise<Response>;

/** An HTTP server that listens before its handler is set. */
export interface Bridge extends Connectivity {
  /** The base URL, with the public host name. */
  readonly url: string;
  /** Sets the handler; until then the server returns 503. */
  serve(answer: Answer): void;
  /** Closes all connections, including those with pending responses. */
  close(): Promise<void>;
}

/** Where a server listens, and what its URL names. */
export interface Hosts {
  readonly host: string;
  readonly publicHost: string;
}

/** Listens on a free port for 0. Rejects when the port is taken. */
export async function openBridge(port: number, { host, publicHost }: Hosts): Promise<Bridge> {
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
  await listening(server, { host, port });
  const { port: taken } = server.address() as AddressInfo;
  let over = false;
  return {
    url: `http://${publicHost}:${taken}`,
    serve: (next) => {
      answer = next;
    },
    shut: () => closed(server),
    open: async () => {
      if (!over && !server.listening) await reopened(server, { host, port: taken });
    },
    close: () => {
      over = true;
      return closed(server);
    },
  };
}

interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

// While the port was closed, the system may have assigned it to an outgoing connection, which is short-lived.
async function reopened(server: Server, address: ListenAddress): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await listening(server, address);
    } catch (error) {
      if (tries >= 100) throw error;
      await sleep(50);
    }
  }
}

function listening(server: Server, address: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, () => {
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
