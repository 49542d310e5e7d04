import type { Server } from "node:http";

// A client that keeps its connection alive has this long to use it once more and receive "close".
const keepAliveGraceMs = 1_000;

/**
 * Stops accepting connections and waits for requests in progress; closes what is left after `graceMs`.
 * Responses carry `connection: close`, so that clients open their next connection elsewhere.
 */
export function closeServer(server: Server, graceMs: number): Promise<void> {
  server.prependListener("request", (_request, response) => {
    response.setHeader("connection", "close");
  });
  const grace = setTimeout(() => server.closeAllConnections(), graceMs);
  const started = performance.now();
  const closeIdle = setInterval(() => {
    if (performance.now() - started < keepAliveGraceMs) return;
    // After requests have been read that arrived while the process was busy.
    setImmediate(() => server.closeIdleConnections());
  }, 50);
  return new Promise((resolve) => {
    stopListening(server, () => {
      clearTimeout(grace);
      clearInterval(closeIdle);
      resolve();
    });
  });
}

/** Node's `close()` also closes idle connections at once, although a request may be in transit. */
function stopListening(server: Server, done: () => void): void {
  const { closeIdleConnections } = server;
  server.closeIdleConnections = () => undefined;
  server.close(done);
  server.closeIdleConnections = closeIdleConnections;
}
