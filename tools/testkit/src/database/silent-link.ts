import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server that can go silent, as when its host or the network between is gone. */
export interface SilentLink extends AsyncDisposable {
  /** The server's URL by way of this link. */
  readonly url: string;
  /** What is connected now hears nothing any more, not even an end; later connections are passed on. */
  silence(): void;
}

/** Listens on a free loopback port and passes connections on to the host and port of `targetUrl`. */
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
