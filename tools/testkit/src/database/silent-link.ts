import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A proxy to a server that can stop forwarding, as after a failure of the host or the network. */
export interface SilentLink extends AsyncDisposable {
  /** The server's URL through this proxy. */
  readonly url: string;
  /** Stops all traffic of the current connections without closing them; new connections are forwarded. */
  silence(): void;
}

/** Listens on a free loopback port and forwards connections to the host and port of `targetUrl`. */
export async function openSilentLink(targetUrl: string): Promise<SilentLink> {
  const { hostname, port } = new URL(targetUrl);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (caller) => {
    const target = connect({ host: hostname, port: Number(port), noDelay: true });
    caller.pipe(target).pipe(caller);
    for (const socket of [caller, target]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.once("close", () => sockets.delete(socket));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const own = String((server.address() as AddressInfo).port);
  return {
    url: targetUrl.replace(`${hostname}:${port}`, `127.0.0.1:${own}`),
    silence: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}
