import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Limits for one connection. */
export interface ConnectionLimits {
  /** Requests in progress; one more closes the connection. */
  readonly maxInProgress: number;
  /** How long the client may leave bytes of a response unread before the connection is closed. */
  readonly maxUnreadMs: number;
  /** Interval of that check. */
  readonly checkEveryMs: number;
}

/**
 * Browsers and proxies send the next request after the response to the last, so few requests are in
 * progress on one connection. At 270 kbit/s a response of 1 MB is read in time; events of a stream fit
 * in the operating system's buffers for minutes.
 */
export const defaultConnectionLimits: ConnectionLimits = {
  maxInProgress: 16,
  maxUnreadMs: 30_000,
  checkEveryMs: 1_000,
};

/** Returns whether to handle a request; closes its connection when too many are in progress. */
export type AcceptRequest = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Bounds the memory of a connection. Node stops reading from a client that does not read its
 * responses, but only after it has answered every request in the 64 KiB that it had read.
 */
export function limitConnections(server: Server, limits: ConnectionLimits): AcceptRequest {
  closeUnread(server, limits);
  const unanswered = new WeakMap<Socket, { requests: number }>();
  server.on("connection", (socket) => unanswered.set(socket, { requests: 0 }));
  return ({ socket }, response) => {
    const waiting = unanswered.get(socket);
    // Read from the connection before it was closed.
    if (socket.destroyed || !waiting) return false;
    waiting.requests += 1;
    response.on("close", () => (waiting.requests -= 1));
    if (waiting.requests <= limits.maxInProgress) return true;
    socket.destroy();
    return false;
  };
}

interface Unread {
  readonly since: number;
  /** `bytesWritten` when the response was last fully queued; reached once the client has read it. */
  readonly goal: number;
}

function closeUnread(server: Server, { maxUnreadMs, checkEveryMs }: ConnectionLimits): void {
  const sockets = new Map<Socket, Unread | null>();
  server.on("connection", (socket) => {
    sockets.set(socket, null);
    socket.once("close", () => sockets.delete(socket));
  });
  const check = (): void => {
    const now = performance.now();
    for (const [socket, before] of sockets) {
      const read = socket.bytesWritten - socket.writableLength;
      if (socket.writableLength === 0) sockets.set(socket, null);
      else if (!before || read >= before.goal)
        sockets.set(socket, { since: now, goal: socket.bytesWritten });
      else if (now - before.since >= maxUnreadMs) socket.destroy();
    }
  };
  const timer = setInterval(check, checkEveryMs).unref();
  server.once("close", () => clearInterval(timer));
}
