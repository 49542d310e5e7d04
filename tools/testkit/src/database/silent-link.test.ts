import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "../until.ts";
import { openSilentLink } from "./silent-link.ts";

let echo: Server;
const received: string[] = [];
beforeEach(async () => {
  received.length = 0;
  echo = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      received.push(chunk.toString());
      socket.write(chunk);
    });
  }).listen(0, "127.0.0.1");
  await once(echo, "listening");
});
afterEach(() => void echo.close());

async function connectTo(url: string): Promise<{ socket: Socket; read: () => string }> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let text = "";
  socket.on("data", (chunk) => (text += chunk.toString()));
  await once(socket, "connect");
  return { socket, read: () => text };
}

test("silence stops both directions of the open connections, and closes none", async () => {
  const target = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
  await using link = await openSilentLink(target);
  const silent = await connectTo(link.url);
  silent.socket.write("a");
  await until("the echo arrives", () => silent.read() === "a");
  link.silence();
  silent.socket.write("lost");
  // A later connection proves that the proxy has had the time to forward.
  const later = await connectTo(link.url);
  later.socket.write("b");
  await until("the echo arrives", () => later.read() === "b");
  expect(received).toEqual(["a", "b"]);
  expect(silent.read()).toBe("a");
  expect(silent.socket.closed).toBe(false);
});
