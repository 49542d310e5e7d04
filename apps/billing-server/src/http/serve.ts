import { createAdaptorServer } from "@hono/node-server";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { refuseMalformed } from "./refuse-malformed.ts";

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

const limits = {
  // Room for the access tokens of users with many roles.
  maxHeaderSize: 32 * 1024,
  // Whoever sends more slowly holds a connection that others need.
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  // Longer than proxies keep theirs, so that a request never meets a connection being closed.
  keepAliveTimeout: 75_000,
};

/** Listens; rejects when the port is taken. */
export async function serve({ fetch, host, port }: ServeOptions): Promise<HttpServer> {
  const server = createAdaptorServer({ fetch, createServer, serverOptions: limits }) as Server;
  server.on("clientError", refuseMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs) => closeServer(server, graceMs),
  };
}

// A client that keeps its connection has this long to use it once more and be told to leave it.
const farewellMs = 1_000;

function closeServer(server: Server, graceMs: number): Promise<void> {
  // Told so with its answer, a client opens its next connection elsewhere and loses no request.
  server.prependListener("request", (_request, response) => {
    response.setHeader("connection", "close");
  });
  const grace = setTimeout(() => server.closeAllConnections(), graceMs);
  const started = performance.now();
  const sweep = setInterval(() => {
    if (performance.now() - started > farewellMs) server.closeIdleConnections();
  }, 50);
  return new Promise((resolve) => {
    stopListening(server, () => {
      clearTimeout(grace);
      clearInterval(sweep);
      resolve();
    });
  });
}

/** Node's own close() also cuts idle connections at once, on which a request may be under way. */
function stopListening(server: Server, done: () => void): void {
  const { closeIdleConnections } = server;
  server.closeIdleConnections = () => undefined;
  server.close(done);
  server.closeIdleConnections = closeIdleConnections;
}
