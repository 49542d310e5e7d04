import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { type ConnectionLimits, defaultConnectionLimits } from "./limit-connections.ts";
import { type HttpServer, serve } from "./serve.ts";

const opened: { server?: HttpServer; sockets: Socket[] } = { sockets: [] };
afterEach(async () => {
  for (const socket of opened.sockets.splice(0)) socket.destroy();
  await opened.server?.close(0);
});

interface Running {
  readonly port: number;
  /** The number of accepted requests. */
  readonly answered: () => number;
}

/** A server with responses of this text. */
async function serveText(
  body: () => BodyInit,
  limits: Partial<ConnectionLimits>,
): Promise<Running> {
  let answered = 0;
  const fetch = () => {
    answered += 1;
    return new Response(body());
  };
  const connections = { ...defaultConnectionLimits, ...limits };
  opened.server = await serve({ fetch, host: "127.0.0.1", port: 0, connections });
  return { port: opened.server.port, answered: () => answered };
}

interface Reader {
  readonly socket: Socket;
  readonly closed: Promise<void>;
  readonly received: () => number;
}

/** A connection that is read only on demand. */
function open(port: number): Reader {
  const socket = connect(port, "127.0.0.1");
  opened.sockets.push(socket);
  let received = 0;
  socket.on("error", () => undefined);
  // A write detects the close of a connection that is not read.
  const closed = new Promise<void>((resolve) => {
    const writing = setInterval(() => socket.write("\r\n"), 20);
    socket.once("close", () => {
      clearInterval(writing);
      resolve();
    });
  });
  socket.on("data", (chunk) => (received += chunk.length));
  socket.pause();
  return { socket, closed, received: () => received };
}

const get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
const slow = () => new ReadableStream({ pull: () => sleep(60_000, undefined, { ref: false }) });
const large = "x".repeat(64 * 1024 * 1024);

describe("requests in progress on one connection", () => {
  test("receive responses up to the limit, in order", async () => {
    let count = 0;
    const { port } = await serveText(() => `<${(count += 1)}>`, { maxInProgress: 4 });
    const { socket } = open(port);
    let text = "";
    socket.on("data", (chunk) => (text += String(chunk))).resume();
    socket.write(get.repeat(4));
    await expect.poll(() => text.match(/<\d>/g)).toEqual(["<1>", "<2>", "<3>", "<4>"]);
    // The first ones are complete, so more are accepted.
    socket.write(get.repeat(4));
    await expect.poll(() => text.match(/<\d>/g)).toHaveLength(8);
  });

  test("close it beyond the limit, and none of the rest is handled", async () => {
    const { port, answered } = await serveText(slow, { maxInProgress: 4 });
    const { socket, closed } = open(port);
    socket.write(get.repeat(2_000));
    await closed;
    expect(answered()).toBeLessThanOrEqual(4);
    const next = open(port);
    next.socket.write(get);
    await expect.poll(answered).toBe(5);
  });

  test("are sixteen at most", async () => {
    const { port, answered } = await serveText(slow, {});
    const { socket, closed } = open(port);
    socket.write(get.repeat(17));
    await closed;
    expect(answered()).toBeLessThanOrEqual(16);
  });
});

describe("a connection with an unread response", () => {
  const limits = { maxUnreadMs: 200, checkEveryMs: 20 };

  test("is closed", async () => {
    const { port, answered } = await serveText(() => large, limits);
    const { socket, closed, received } = open(port);
    socket.write(get);
    await closed;
    expect(answered()).toBe(1);
    expect(received()).toBe(0);
  });

  test("is closed although it sends more requests", async () => {
    const patient = { ...limits, maxInProgress: Number.POSITIVE_INFINITY };
    const { port } = await serveText(() => large, patient);
    const { socket, closed, received } = open(port);
    const asking = setInterval(() => socket.write(get), 10);
    await closed;
    clearInterval(asking);
    expect(received()).toBe(0);
  });

  test("is closed although a little of it is read", async () => {
    const { port } = await serveText(() => large, limits);
    const { socket, closed, received } = open(port);
    socket.write(get);
    const reading = setInterval(() => socket.read(100), 10);
    await closed;
    clearInterval(reading);
    expect(received()).toBeLessThan(large.length);
  });

  test("ends the stream that it comes from", async () => {
    const cancelled = Promise.withResolvers<string>();
    const endless = () =>
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
        cancel: () => cancelled.resolve("cancelled"),
      });
    const { port } = await serveText(endless, limits);
    const { socket } = open(port);
    socket.write(get);
    expect(await cancelled.promise).toBe("cancelled");
  });

  test("is not closed while it is read, nor without a response in progress", async () => {
    const { port } = await serveText(() => "x".repeat(1024 * 1024), limits);
    const reader = open(port);
    const idle = open(port);
    idle.socket.write(get);
    idle.socket.resume();
    for (let round = 0; round < 20; round += 1) {
      reader.socket.resume();
      reader.socket.write(get);
      await expect.poll(reader.received).toBeGreaterThan((round + 1) * 1024 * 1024);
      await sleep(20);
    }
    expect(idle.socket.closed).toBe(false);
  });
});
