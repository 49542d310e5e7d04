import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What one connection may keep us holding for it. */
export interface ConnectionLimits {
  /** Requests that may wait for their answers at once; with one more the connection is closed. */
  readonly mostUnanswered: number;
  /** How long bytes of an answer may wait for their reader before the connection is closed. */
  readonly longestUnreadMs: number;
  /** How often connections are looked at for that. */
  readonly checkEveryMs: number;
}

/**
 * Browsers and proxies send the next request of a connection after the answer to the last, so only a program that
 * wants our memory needs more than a few. An answer of 1 MB is read within the time at 270 kbit/s, and
 * events of a stream fit in what the operating system buffers for minutes.
 */
export const usualConnectionLimits: ConnectionLimits = {
  mostUnanswered: 16,
  longestUnreadMs: 30_000,
  checkEveryMs: 1_000,
};

/** Returns whether a request is to be answered; closes its connection when too many on it are waiting. */
export type AcceptRequest = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Bounds what connections hold. Node stops reading from one whose answers are not read, but all requests
 * in the 64 KiB it has read by then would be answered into memory, and would stay there.
 */
export function limitConnections(server: Server, limits: ConnectionLimits): AcceptRequest {
  closeUnread(server, limits);
  const unanswered = new WeakMap<Socket, number>();
  const count = (socket: Socket, change: number): number => {
    const waiting = (unanswered.get(socket) ?? 0) + change;
    unanswered.set(socket, waiting);
    return waiting;
  };
  return ({ socket }, response) => {
    // What else was read from a connection before it was closed.
    if (socket.destroyed) return false;
    response.once("close", () => count(socket, -1));
    if (count(socket, 1) <= limits.mostUnanswered) return true;
    socket.destroy();
    return false;
  };
}

interface Unread {
  readonly since: number;
  /** How many bytes the reader has to take until what waited then is gone. */
  readonly goal: number;
}

function closeUnread(server: Server, { longestUnreadMs, checkEveryMs }: ConnectionLimits): void {
  const sockets = new Map<Socket, Unread | null>();
  server.on("connection", (socket) => {
    sockets.set(socket, null);
    socket.once("close", () => sockets.delete(socket));
  });
  const look = (): void => {
    const now = performance.now();
    for (const [socket, before] of sockets) {
      const taken = socket.bytesWritten - socket.writableLength;
      if (socket.writableLength === 0) sockets.set(socket, null);
      else if (!before || taken >= before.goal)
        sockets.set(socket, { since: now, goal: socket.bytesWritten });
      else if (now - before.since >= longestUnreadMs) socket.destroy();
    }
  };
  const looking = setInterval(look, checkEveryMs).unref();
  server.once("close", () => clearInterval(looking));
}
