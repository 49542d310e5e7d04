import { Socket } from "node:net";

/**
 * An unconnected socket, for pg's `stream`, that ends with ETIMEDOUT after `silenceMs` without
 * traffic. If the database's host or network fails, the connection stays open, and the kernel waits
 * for a quarter of an hour. pg's own `query_timeout` fails the statement but keeps the connection,
 * which the pool then reuses.
 */
export function socketWithIdleTimeout(silenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () => {
    // pg listens for errors only from connect to end; before and after, an error would end the
    // process.
    const isUnused = socket.pending && !socket.connecting;
    if (isUnused || socket.writableEnded) socket.destroy();
    else socket.destroy(silenceError(silenceMs));
  });
  return socket;
}

const silenceError = (ms: number): Error =>
  Object.assign(new Error(`The database was silent for ${ms / 1_000} s.`), { code: "ETIMEDOUT" });
