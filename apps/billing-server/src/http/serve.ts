import { createAdaptorServer } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";

export interface ServeOptions {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface HttpServer {
  readonly port: number;
  /** Takes no new connections, lets running requests finish, cuts what is left after the grace. */
  close(graceMs: number): Promise<void>;
}

/** Listens; rejects when the port is taken. */
export async function serve({ fetch, host, port }: ServeOptions): Promise<HttpServer> {
  const server = createAdaptorServer({ fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs) => closeServer(server, graceMs),
  };
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  const grace = setTimeout(() => server.closeAllConnections(), graceMs);
  // A connection whose last request ends now would otherwise stay open for the next one.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(grace);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
