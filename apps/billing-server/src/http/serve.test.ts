import { Agent, request } from "node:http";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { rawRequest } from "../testing/raw-request.ts";
import { type HttpServer, serve } from "./serve.ts";

/** A server whose responses wait for a signal. */
async function slowServer() {
  const [arrived, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const server = await serve({
    host: "127.0.0.1",
    port: 0,
    fetch: async (incoming) => {
      if (new URL(incoming.url).pathname === "/fast") return new Response("fast");
      arrived.resolve();
      await release.promise;
      return new Response("finished");
    },
  });
  return { server, arrived: arrived.promise, release: release.resolve };
}

/** The body over a kept connection, or the code of the network error. */
const get = ({ port }: HttpServer, path: string, agent: Agent) =>
  new Promise<string>((resolve) => {
    const requested = request({ host: "127.0.0.1", port, path, agent }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += String(chunk)));
      response.on("end", () => resolve(text));
      response.on("error", (error) => resolve(`cut: ${error.message}`));
    });
    requested.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    requested.end();
  });

const graceMs = 20_000;
// Longer than a test may take.
const foreverMs = 10 * 60_000;

describe("closing", () => {
  test("lets a running request complete and rejects new ones", async () => {
    const { server, arrived, release } = await slowServer();
    const agent = new Agent({ keepAlive: true });
    const running = get(server, "/", agent);
    await arrived;
    const closed = server.close(graceMs);
    expect(await get(server, "/fast", new Agent())).toBe("ECONNREFUSED");
    release();
    expect(await running).toBe("finished");
    await closed;
    agent.destroy();
  });

  test("does not wait for idle connections", async () => {
    const { server, arrived, release } = await slowServer();
    const agent = new Agent({ keepAlive: true, timeout: foreverMs });
    expect(await get(server, "/fast", agent)).toBe("fast");
    const running = get(server, "/", agent);
    await arrived;
    const start = performance.now();
    const closed = server.close(foreverMs);
    release();
    await running;
    await closed;
    // The server would keep it for 75 s, and client and grace for longer still.
    expect(performance.now() - start).toBeLessThan(60_000);
    agent.destroy();
  });

  test("closes what has not completed after the grace", async () => {
    const { server, arrived, release } = await slowServer();
    const running = get(server, "/", new Agent());
    await arrived;
    await server.close(50);
    expect(await running).toMatch(/ECONNRESET|socket hang up/);
    release();
  });

  test("does not wait for the grace if nothing runs", async () => {
    const { server } = await slowServer();
    await expect(server.close(foreverMs)).resolves.toBeUndefined();
  });
});

describe("serving", () => {
  test("rejects if the port is in use", async () => {
    const { server } = await slowServer();
    const fetch = () => new Response("");
    const second = serve({ fetch, host: "127.0.0.1", port: server.port });
    await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
    await server.close(0);
  });
});

describe("a slow sender is disconnected", () => {
  const limits = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 };

  test.each([
    ["in the headers", "GET / HTTP/1.1\r\nHost: x\r\nA: "],
    ["in the body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"],
    ["in the chunks", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"],
    ["before the first byte", ""],
  ])("%s", async (_, text) => {
    const read = async (incoming: Request) => new Response(await incoming.text());
    const server = await serve({ fetch: read, host: "127.0.0.1", port: 0, limits });
    const answer = await rawRequest(server.port, text);
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toContain('"code":"invalid_input"');
    await server.close(0);
  });

  test("even if it sends a few bytes all the time", async () => {
    const server = await serve({
      fetch: () => new Response(""),
      host: "127.0.0.1",
      port: 0,
      limits,
    });
    const socket = connect(server.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write("GET / HTTP/1.1\r\nHost: x\r\nA: ");
    const dripping = setInterval(() => socket.write("a"), 20);
    await new Promise((resolve) => socket.once("close", resolve));
    clearInterval(dripping);
    expect(socket.destroyed).toBe(true);
    await server.close(0);
  });
});

test("malformed HTTP gets no response within another response", async () => {
  const stream = () =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode("begun")),
      }),
    );
  const server = await serve({ fetch: stream, host: "127.0.0.1", port: 0 });
  const socket = connect(server.port, "127.0.0.1");
  // The server closes the connection, whether or not it has read every byte.
  socket.on("error", () => undefined);
  let answer = "";
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  socket.on("data", (chunk) => {
    answer += String(chunk);
    if (answer.includes("begun")) socket.write("FOO / HTTP/1.1\r\n\r\n");
  });
  await new Promise((resolve) => socket.once("close", resolve));
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).not.toContain("invalid_input");
  await server.close(0);
});
