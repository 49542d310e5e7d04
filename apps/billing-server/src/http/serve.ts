import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import type { Origin } from "./caller-address.ts";
import {
  type ConnectionLimits,
  limitConnections,
  usualConnectionLimits,
} from "./limit-connections.ts";
import { namesItsHost } from "./names-its-host.ts";
import { answerMalformed, malformedAnswer, refuseMalformed } from "./refuse-malformed.ts";

export interface ServeOptions {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** In place of the usual ones; for tests that can't wait for them. */
  readonly limits?: Pick<
    ServerOptions,
    "headersTimeout" | "requestTimeout" | "connectionsCheckingInterval"
  >;
  readonly connections?: ConnectionLimits;
  /**
   * Counts a request that could not be read, by where it came from: how long its sender has to wait in
   * milliseconds, `null` within the limit.
   */
  readonly countUnreadable?: (origin: Origin) => number | null;
}

export interface HttpServer {
  readonly port: number;
  /** Takes no new connections, lets running requests finish, cuts what is left after the grace. */
  close(graceMs: number): Promise<void>;
}

const usualLimits: ServerOptions = {
  // Room for the access tokens of users with many roles.
  maxHeaderSize: 32 * 1024,
  // Whoever sends more slowly holds a connection that others need.
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  // Longer than proxies keep theirs, so that a request never meets a connection being closed.
  keepAliveTimeout: 75_000,
  // Node's own check answers without a body, and takes two hosts for one.
  requireHostHeader: false,
};

// Connections that wait to be accepted. Beyond Node's usual 511 a burst would have others' connections reset.
const backlog = 4_096;

// Stands in where HTTP/1.0 leaves the host out; nothing depends on it.
const hostname = "localhost";

/** Listens; rejects when the port is taken. */
export async function serve(options: ServeOptions): Promise<HttpServer> {
  const { host, port, limits, connections = usualConnectionLimits } = options;
  const server = createServer({ ...usualLimits, ...limits });
  const accept = limitConnections(server, connections);
  const answer = answerer(options);
  server.on("request", (request, response) => {
    if (accept(request, response)) answer(request, response);
  });
  refuseWhatIsNoHttp(server, options);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs) => closeServer(server, graceMs),
  };
}

type Counted = Pick<ServeOptions, "countUnreadable">;

/** Hands requests on that can be read. */
function answerer({ fetch, countUnreadable = () => null }: Pick<ServeOptions, "fetch"> & Counted) {
  const wait = (request: IncomingMessage): number | null => countUnreadable(originOf(request));
  let isRead: IncomingMessage | undefined;
  const errorHandler = () => malformedAnswer(isRead ? wait(isRead) : null);
  const listener = getRequestListener(fetch, { hostname, errorHandler });
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (!namesItsHost(request)) return answerMalformed(response, wait(request));
    // An address that can't be read is found at once, before the listener waits for anything.
    isRead = request;
    void listener(request, response);
    isRead = undefined;
  };
}

const originOf = ({ socket, headers }: IncomingMessage): Origin => ({
  peer: socket.remoteAddress,
  forwardedFor: String(headers["x-forwarded-for"] ?? ""),
});

function refuseWhatIsNoHttp(server: Server, { countUnreadable = () => null }: Counted): void {
  const newest = new WeakMap<Duplex, ServerResponse>();
  server.prependListener("request", ({ socket }, response) => newest.set(socket, response));
  server.on("clientError", (error, socket) => {
    const answer = newest.get(socket);
    const { remoteAddress: peer, bytesRead } = socket as Socket;
    // A connection on which nothing was ever sent has asked for nothing.
    const wait = bytesRead > 0 ? countUnreadable({ peer, forwardedFor: undefined }) : null;
    // A second answer in the middle of the first would be read as a part of it.
    if (answer?.headersSent && !answer.writableFinished) socket.destroy();
    else refuseMalformed(error, socket, wait);
  });
  server.on("connect", (request, socket) => {
    countUnreadable(originOf(request));
    socket.destroy();
  });
  // What a client expects is no reason to answer in another shape.
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
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
