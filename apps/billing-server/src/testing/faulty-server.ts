import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server with arbitrary responses, for those that the sandbox does not produce. */
export interface FaultyServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly received: readonly IncomingMessage[];
}

export type FaultyAnswer = (
  request: IncomingMessage,
  response: ServerResponse,
) => void | Promise<void>;

/** Listens on a free port; disposing closes all connections. */
export async function startFaultyServer(answer: FaultyAnswer): Promise<FaultyServer> {
  const received: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    received.push(request);
    void answer(request, response);
    // An unread body would block the connection.
    if (!request.readableFlowing) request.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with JSON. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
