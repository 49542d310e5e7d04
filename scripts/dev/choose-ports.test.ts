import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { choosePorts, namedUrls } from "./choose-ports.ts";

let other: Server | undefined;
afterEach(() => void other?.close());

async function takePort(): Promise<number> {
  const server = createServer();
  other = server;
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

test("a port in use is replaced by a free one, and stays known", async () => {
  const preferred = await takePort();
  const { web } = await choosePorts({ WEB_PORT: String(preferred) });
  expect(web).toMatchObject({ name: "web", preferred });
  expect(web.port).not.toBe(preferred);
});

test("every part has a URL to open", async () => {
  const ports = await choosePorts({});
  const issuer = "http://127.0.0.1:1/realms/onekonsole";
  expect(namedUrls(ports, issuer)).toMatchObject({
    desk: `http://127.0.0.1:${ports.web.port}/desk`,
    "billing API": `http://127.0.0.1:${ports.billing.port}/docs`,
    "control API": `http://127.0.0.1:${ports.control.port}`,
    issuer,
  });
});
