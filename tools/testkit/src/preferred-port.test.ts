import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { preferredPort } from "./preferred-port.ts";

test("returns another port while the preferred one is in use, and the preferred one afterwards", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(await preferredPort(port)).not.toBe(port);
  server.close();
  await once(server, "close");
  expect(await preferredPort(port)).toBe(port);
});
