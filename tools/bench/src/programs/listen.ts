import type { Server } from "node:http";

/** Listens on a free loopback port and logs it as the bench expects; ends at SIGTERM. */
export function listen(server: Server): void {
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    console.log(JSON.stringify({ port: typeof address === "object" ? address?.port : 0 }));
  });
  process.on("SIGTERM", () => process.exit(0));
}
