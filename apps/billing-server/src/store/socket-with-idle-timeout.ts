import { Socket } from "node:net";

/**
 * An unconnected socket, for pg's `stream`, that ends with ETIMEDOUT when nothing was sent or received on
 * it for `silenceMs`. A database whose host or network is gone ends no connection, and the kernel waits
 * for it for a quarter of an hour. pg's own `query_timeout` fails the statement but keeps the connection,
 * and the pool hands it to the next caller.
 */
export function socketWithIdleTimeout(silenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () => {
    // pg listens for errors from connect to end only; outside of that an error would end the process.
    const isUnused = socket.pending && !socket.connecting;
    if (isUnused || socket.writableEnded) socket.destroy();
    else socket.destroy(silenceError(silenceMs));
  });
  return socket;
}

const silenceError = (ms: number): Error =>
  Object.assign(new Error(`The database was silent for ${ms / 1_000} s.`), { code: "ETIMEDOUT" });
