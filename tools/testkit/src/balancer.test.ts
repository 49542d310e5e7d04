import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { openBalancer } from "./balancer.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Listens on a free port; each connection gets the name and is closed. */
async function listen(name: string): Promise<number> {
  const server = createServer((socket) => socket.end(name)).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const read = (url: string) => text(connect(Number(new URL(url).port), "127.0.0.1"));

test("distributes connections over the serving ports in turn", async () => {
  const ports = [await listen("a"), await listen("b")];
  await using balancer = await openBalancer(() => ports);
  const names = [await read(balancer.url), await read(balancer.url), await read(balancer.url)];
  expect(names).toEqual(["a", "b", "a"]);
});

test("follows a change of the serving ports", async () => {
  let ports = [await listen("a")];
  await using balancer = await openBalancer(() => ports);
  expect(await read(balancer.url)).toBe("a");
  ports = [await listen("b")];
  expect(await read(balancer.url)).toBe("b");
});

test("closes a connection if no port serves", async () => {
  await using balancer = await openBalancer(() => []);
  expect(await read(balancer.url)).toBe("");
});
