import { createServer, type ServerOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { closeServer } from "./close-server.ts";
import type { DirectHandler } from "./direct/direct-path.ts";
import {
  type ConnectionLimits,
  defaultConnectionLimits,
  limitConnections,
} from "./limit-connections.ts";
import { type CountUnparsed, createRequestListener, rejectNonHttp } from "./request-listener.ts";

export interface ServeOptions {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** By default, every request is left to `fetch`. */
  readonly handleDirectly?: DirectHandler;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Replace the default timeouts, for tests. */
  readonly limits?: Pick<
    ServerOptions,
    "headersTimeout" | "requestTimeout" | "connectionsCheckingInterval"
  >;
  readonly connections?: ConnectionLimits;
  readonly countUnparsed?: CountUnparsed;
}

export interface HttpServer {
  readonly port: number;
  /** Accepts no new connections, finishes requests in progress, closes the rest after the grace. */
  close(graceMs: number): Promise<void>;
}

const defaultLimits: ServerOptions = {
  // Access tokens of users with many roles are large.
  maxHeaderSize: 32 * 1024,
  // A slow sender holds a connection that others need.
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  // Longer than the keep-alive of proxies, so that no request arrives on a closing connection.
  keepAliveTimeout: 75_000,
  // Node's own check responds without a body and accepts two hosts.
  requireHostHeader: false,
};

// Connections that wait to be accepted. With Node's default of 511, a burst would reset connections.
const backlog = 4_096;

/** Starts listening; rejects if the port is in use. */
export async function serve(options: ServeOptions): Promise<HttpServer> {
  const { fetch, host, port, limits, connections = defaultConnectionLimits } = options;
  const { handleDirectly = () => false, countUnparsed = () => null } = options;
  const server = createServer({ ...defaultLimits, ...limits });
  const accept = limitConnections(server, connections);
  const handle = createRequestListener({ fetch, handleDirectly, countUnparsed });
  server.on("request", (request, response) => {
    if (accept(request, response)) handle(request, response);
  });
  rejectNonHttp(server, countUnparsed);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs) => closeServer(server, graceMs),
  };
}
