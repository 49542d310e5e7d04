import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { answerJson, type FaultyAnswer, startFaultyServer } from "../testing/faulty-server.ts";
import { createTransport, type ExchangeRequest } from "./transport.ts";

async function transportTo(answer: FaultyAnswer, prefix = "") {
  const server = await startFaultyServer(answer);
  const transport = createTransport(server.url + prefix);
  const ask = (changes: Partial<ExchangeRequest> = {}) =>
    transport.exchange({
      method: "GET",
      path: "/v2/x",
      headers: {},
      signal: AbortSignal.timeout(5_000),
      ...changes,
    });
  return {
    ask,
    server,
    [Symbol.asyncDispose]: async () => {
      await transport.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

const mebibyte = 1024 * 1024;

describe("a response", () => {
  test("is read completely: status, JSON, debug id and Retry-After", async () => {
    await using to = await transportTo((_, response) => {
      response.setHeader("PayPal-Debug-Id", "f9b1c2d3e4a5b");
      response.setHeader("Retry-After", "7");
      response.setHeader("Date", "Sun, 01 Mar 2026 10:03:21 GMT");
      answerJson(response, 429, { name: "RATE_LIMIT_REACHED" });
    });
    expect(await to.ask()).toEqual({
      status: 429,
      body: { name: "RATE_LIMIT_REACHED" },
      debugId: "f9b1c2d3e4a5b",
      retryAfterMs: 7_000,
      answeredAt: new Date("2026-03-01T10:03:21Z"),
    });
  });

  test("may arrive in parts that divide a character", async () => {
    await using to = await transportTo((_, response) => {
      const bytes = Buffer.from('{"city":"Orléans"}');
      const cut = bytes.indexOf("é") + 1;
      response.write(bytes.subarray(0, cut));
      setImmediate(() => response.end(bytes.subarray(cut)));
    });
    expect((await to.ask()).body).toEqual({ city: "Orléans" });
  });

  test("is JSON whatever its content type, and undefined if it is not JSON", async () => {
    await using to = await transportTo((request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(request.url === "/json" ? "{}" : "<html>");
    });
    expect((await to.ask({ path: "/json" })).body).toEqual({});
    expect((await to.ask({ path: "/html" })).body).toBeUndefined();
  });

  test("is unreadable, not fatal, if it is compressed without request or incorrectly", async () => {
    await using to = await transportTo((_, response) => {
      response.setHeader("content-encoding", "gzip");
      response.end(gzipSync("{}").subarray(0, 12));
    });
    expect(await to.ask()).toMatchObject({ status: 200, body: undefined });
  });

  test.each([
    [1, {}],
    [4, { maxResponseBytes: 4 * mebibyte }],
  ])(
    "of %i MiB is read if that is allowed, and one more byte is rejected",
    async (size, requested) => {
      await using to = await transportTo((request, response) => {
        const length = size * mebibyte + (request.url === "/longest" ? 0 : 1);
        response.end(`"${"x".repeat(length - 2)}"`);
      });
      const longest = { ...requested, path: "/longest" };
      expect((await to.ask(longest)).body).toHaveLength(size * mebibyte - 2);
      const tooLong = { code: "ANSWER_TOO_LONG", message: "PayPal's response is too long." };
      await expect(to.ask({ ...requested, path: "/longer" })).rejects.toMatchObject(tooLong);
      expect((await to.ask(longest)).status).toBe(200);
    },
  );

  test.each([
    ["a hundred levels", `${"[".repeat(100)}${"]".repeat(100)}`],
    ["200,000 values", `[${"{},".repeat(200_000)}{}]`],
  ])("of %s is unreadable, and not parsed", async (_, text) => {
    await using to = await transportTo((__, response) => void response.end(text));
    expect(await to.ask()).toMatchObject({ status: 200, body: undefined });
  });

  test.each([
    ["seconds", "0.5", 500],
    ["zero", "0", 0],
    ["a date that has passed", "Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["nonsense", "soon", undefined],
  ])("reads Retry-After as %s", async (_, header, expected) => {
    await using to = await transportTo((__, response) => {
      response.setHeader("retry-after", header).end();
    });
    expect((await to.ask()).retryAfterMs).toBe(expected);
  });

  test("reads Retry-After as a future date", async () => {
    await using to = await transportTo((_, response) => {
      response.setHeader("retry-after", new Date(Date.now() + 60_000).toUTCString()).end();
    });
    const { retryAfterMs = 0 } = await to.ask();
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });
});

describe("a request", () => {
  test("keeps a path of the base URL as its prefix", async () => {
    await using to = await transportTo((_, response) => void response.end("{}"), "/behind/proxy/");
    await to.ask({ path: "/v2/checkout/orders?" });
    expect(to.server.received[0]?.url).toBe("/behind/proxy/v2/checkout/orders?");
  });

  test("requests no compression and sends its body with its length", async () => {
    let text = "";
    await using to = await transportTo((request, response) => {
      request.on("data", (chunk) => (text += String(chunk))).on("end", () => response.end("{}"));
    });
    await to.ask({
      method: "POST",
      body: '{"a":1}',
      headers: { "content-type": "application/json" },
    });
    const [received] = to.server.received;
    expect(received?.headers["accept-encoding"]).toBeUndefined();
    expect(received?.headers).toMatchObject({
      "content-length": "7",
      "content-type": "application/json",
    });
    expect(text).toBe('{"a":1}');
  });

  test("ends when its signal aborts, also while the body arrives slowly", async () => {
    await using to = await transportTo((request, response) => {
      if (request.url === "/drip") response.write(" ");
    });
    for (const path of ["/drip", "/hang"]) {
      const signal = AbortSignal.timeout(50);
      await expect(to.ask({ path, signal })).rejects.toThrow("timeout");
    }
  });

  test("waits for one of 64 connections, until its signal aborts", async () => {
    await using to = await transportTo(() => undefined);
    const signal = AbortSignal.timeout(300);
    const requested = Array.from({ length: 100 }, () => to.ask({ signal }));
    const outcomes = await Promise.allSettled(requested);
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    // The aborts free the connections; the requests that waited for one must not be sent on them.
    await sleep(200);
    expect(to.server.received).toHaveLength(64);
  });

  test("in progress is aborted when the transport closes", async () => {
    const arrived = Promise.withResolvers<void>();
    await using server = await startFaultyServer(() => arrived.resolve());
    const transport = createTransport(server.url);
    const signal = AbortSignal.timeout(5_000);
    const requested = transport.exchange({ method: "GET", path: "/", headers: {}, signal });
    const outcome = requested.catch((error: unknown) => error);
    await arrived.promise;
    await transport.close();
    expect(await outcome).toBeInstanceOf(Error);
    expect(signal.aborted).toBe(false);
  });
});
