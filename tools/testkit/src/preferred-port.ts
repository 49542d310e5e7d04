import { createServer } from "node:net";

/** Returns the preferred loopback port, or a free one if it is in use. */
export async function preferredPort(preferred: number): Promise<number> {
  return (await probe(preferred)) ?? (await probe(0)) ?? preferred;
}

function probe(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const found = typeof address === "object" ? address?.port : undefined;
      server.close(() => resolve(found));
    });
  });
}
