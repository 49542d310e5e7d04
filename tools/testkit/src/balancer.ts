import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A load balancer in front of the replicas: each connection goes to the next replica that serves. */
export interface Balancer extends AsyncDisposable {
  readonly url: string;
}

/** Listens on a free loopback port; `ports` returns the ports that serve at the moment. */
export async function openBalancer(ports: () => readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let next = 0;
  const server = createServer({ noDelay: true }, (caller) => {
    const serving = ports();
    const port = serving[next++ % Math.max(1, serving.length)];
    if (port === undefined) {
      caller.destroy();
      return;
    }
    const replica = connect({ port, host: "127.0.0.1", noDelay: true });
    connectSockets(caller, replica);
    for (const socket of [caller, replica]) {
      open.add(socket);
      socket.once("close", () => open.delete(socket));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, "close");
    },
  };
}

/** Forwards bytes in both directions; when one side is closed, the other is closed too. */
function connectSockets(caller: Socket, replica: Socket): void {
  caller.pipe(replica).pipe(caller);
  caller.on("error", () => replica.destroy());
  replica.on("error", () => caller.destroy());
  caller.once("close", () => replica.destroy());
  replica.once("close", () => caller.destroy());
}
