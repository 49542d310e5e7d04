import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface RawServer extends AsyncDisposable {
  readonly url: string;
}

/** An HTTP server in place of the service or of a proxy before it, on a free loopback port. */
export async function startRawServer(answer: RequestListener): Promise<RawServer> {
  const server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
