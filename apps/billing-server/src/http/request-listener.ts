import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import type { Origin } from "./caller-address.ts";
import type { DirectHandler } from "./direct/direct-path.ts";
import { malformedResponse, rejectMalformed, respondMalformed } from "./reject-malformed.ts";
import { hasValidHost } from "./valid-host.ts";

/** Counts a request that could not be parsed; returns the milliseconds to wait, `null` within the limit. */
export type CountUnparsed = (origin: Origin) => number | null;

interface ListenerOptions {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Tried first; see `createDirectPath`. */
  readonly handleDirectly: DirectHandler;
  readonly countUnparsed: CountUnparsed;
}

// Replaces the host that HTTP/1.0 omits; nothing depends on it.
const hostname = "localhost";

/** Passes valid requests on, and responds to those with an invalid host or URL. */
export function createRequestListener({ fetch, handleDirectly, countUnparsed }: ListenerOptions) {
  const count = (request: IncomingMessage) => countUnparsed(toOrigin(request));
  let current: IncomingMessage | undefined;
  const errorHandler = () => malformedResponse(current ? count(current) : null);
  const listener = getRequestListener(fetch, { hostname, errorHandler });
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (!hasValidHost(request)) return respondMalformed(response, count(request));
    if (handleDirectly(request, response)) return;
    // The listener detects an invalid URL synchronously.
    current = request;
    void listener(request, response);
    current = undefined;
  };
}

const toOrigin = ({ socket, headers }: IncomingMessage): Origin => ({
  peer: socket.remoteAddress,
  forwardedFor: String(headers["x-forwarded-for"] ?? ""),
});

/** Responds to anything that is not an HTTP request, and rejects CONNECT. */
export function rejectNonHttp(server: Server, countUnparsed: CountUnparsed): void {
  const responses = new WeakMap<Duplex, ServerResponse>();
  server.prependListener("request", ({ socket }, response) => responses.set(socket, response));
  server.on("clientError", (error, socket) => {
    const response = responses.get(socket);
    const { remoteAddress: peer, bytesRead } = socket as Socket;
    // A connection without a byte is not a request.
    const retryAfterMs = bytesRead > 0 ? countUnparsed({ peer, forwardedFor: undefined }) : null;
    // A second response within the first would be read as part of it.
    if (response?.headersSent && !response.writableFinished) socket.destroy();
    else rejectMalformed(error, socket, retryAfterMs);
  });
  server.on("connect", (request, socket) => {
    countUnparsed(toOrigin(request));
    socket.destroy();
  });
  // An unknown Expect header does not change the format of the response.
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
}
