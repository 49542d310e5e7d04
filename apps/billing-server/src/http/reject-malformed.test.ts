import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rawRequest } from "../testing/raw-request.ts";
import { type ServedApp, serveApp } from "../testing/served-app.ts";

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app[Symbol.asyncDispose]());

/** The status and the parsed body of the only response; fails for two. */
async function ask(text: string) {
  const answer = await rawRequest(app.server.port, text);
  expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  const [head = "", ...rest] = answer.split("\r\n\r\n");
  const body = JSON.parse(rest.join("\r\n\r\n")) as unknown;
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), head: head.toLowerCase(), body };
}

const closing = "Connection: close\r\n\r\n";

describe("malformed HTTP is rejected in JSON with the security headers", () => {
  test.each([
    ["an invalid method", "FOO / HTTP/1.1\r\nHost: x\r\n\r\n", 400],
    ["noise", "hello\r\n\r\n", 400],
    ["a TLS greeting", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400],
    ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
    ["no host", `GET / HTTP/1.1\r\n${closing}`, 400],
    ["two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n", 400],
    [
      "the same host twice",
      "GET / HTTP/1.1\r\nHost: x\r\nhost: x\r\nConnection: close\r\n\r\n",
      400,
    ],
    [
      "two hosts with headers in between",
      "GET / HTTP/1.1\r\nHOST: x\r\nA: b\r\nHost: x\r\nConnection: close\r\n\r\n",
      400,
    ],
    [
      "two hosts in HTTP/1.0",
      "GET / HTTP/1.0\r\nHost: x\r\nHost: x\r\nConnection: close\r\n\r\n",
      400,
    ],
    ["two hosts in one header", "GET / HTTP/1.1\r\nHost: x, y\r\nConnection: close\r\n\r\n", 400],
    ["an empty host", "GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", 400],
    ["an empty host in HTTP/1.0", "GET / HTTP/1.0\r\nHost: \r\nConnection: close\r\n\r\n", 400],
    [
      "a host beside an empty one",
      "GET / HTTP/1.1\r\nHost: x\r\nHost:\r\nConnection: close\r\n\r\n",
      400,
    ],
    ["a host with a user name", "GET / HTTP/1.1\r\nHost: user@x\r\nConnection: close\r\n\r\n", 400],
    [
      "an absolute URL without a host",
      "GET http://x/livez HTTP/1.1\r\nConnection: close\r\n\r\n",
      400,
    ],
    [
      "an absolute URL and two hosts",
      "GET http://x/ HTTP/1.1\r\nHost: x\r\nHost: x\r\nConnection: close\r\n\r\n",
      400,
    ],
    [
      "an absolute URL and an invalid host",
      "GET http://x/ HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n",
      400,
    ],
    [
      "an absolute URL of another scheme",
      `GET ftp://x/livez HTTP/1.1\r\nHost: x\r\n${closing}`,
      400,
    ],
    [
      "two hosts and a body",
      "POST /order/create HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
      400,
    ],
    ["an invalid host", `GET / HTTP/1.1\r\nHost: a b<>\r\n${closing}`, 400],
    ["a host with a path", `GET / HTTP/1.1\r\nHost: a/b\r\n${closing}`, 400],
    ["an invalid URL", `GET * HTTP/1.1\r\nHost: x\r\n${closing}`, 400],
    ["a URL with a backslash", `GET /\\evil HTTP/1.1\r\nHost: x\r\n${closing}`, 400],
    ["a zero byte in a header", `GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n`, 400],
    ["a folded header", `GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n`, 400],
    ["a header name with a space", `GET / HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n`, 400],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
      400,
    ],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
    [
      "chunks in another encoding",
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
      400,
    ],
    [
      "headers that are too long",
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${"b".repeat(40_000)}\r\n\r\n`,
      431,
    ],
  ])("%s", async (_, text, status) => {
    const answer = await ask(text);
    expect(answer).toMatchObject({ status, body: { code: "invalid_input" } });
    for (const header of [
      "content-type: application/json",
      "connection: close",
      "x-content-type-options: nosniff",
      "content-security-policy: default-src 'none'",
      "cache-control: no-store",
    ])
      expect(answer.head).toContain(header);
    expect((await fetch(`${app.url}/livez`)).status).toBe(200);
  });

  test.each([
    ["a host of digits only", "9".repeat(400), "GET /trpc/order.prices"],
    ["a host that is not a host name", "999.999.999.999", "GET /order/prices?currency=EUR"],
    ["an invalid port", "x:99999", "GET /livez"],
  ])("%s", async (_, host, line) => {
    const answer = await ask(`${line} HTTP/1.1\r\nHost: ${host}\r\n${closing}`);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_input" } });
    expect(app.logged).toEqual([]);
  });

  test.each([
    ["HTTP/1.0 without a host", "GET PATH HTTP/1.0\r\n\r\n"],
    ["HTTP/1.0 with a host", "GET PATH HTTP/1.0\r\nHost: x\r\n\r\n"],
    [
      "HTTP/1.0 with other headers",
      "GET PATH HTTP/1.0\r\nConnection: close\r\nUser-Agent: check\r\n\r\n",
    ],
    ["an absolute URL", `GET http://billing.example.org/PATH HTTP/1.1\r\nHost: x\r\n${closing}`],
    ["an absolute URL in HTTP/1.0", "GET http://billing.example.org/PATH HTTP/1.0\r\n\r\n"],
    ["an IP address as the host", `GET PATH HTTP/1.1\r\nHost: [::1]:8030\r\n${closing}`],
  ])("but a health check gets its response by %s", async (_, text) => {
    for (const path of ["/", "/livez", "/readyz"]) {
      const answer = await ask(text.replace("/PATH", path).replace("PATH", path));
      expect(answer.status).toBe(200);
    }
  });

  test("and so do the prices, which HTTP/1.0 may request as well", async () => {
    const answer = await ask("GET /order/prices HTTP/1.0\r\n\r\n");
    expect(answer).toMatchObject({ status: 200, body: { basic: 20 } });
  });

  test("and a load balancer's OPTIONS request is not rejected", async () => {
    const answer = await rawRequest(app.server.port, "OPTIONS / HTTP/1.0\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 204 /);
  });

  test("but an unknown Expect header is ignored", async () => {
    const expecting = `GET /livez HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n${closing}`;
    expect(await ask(expecting)).toMatchObject({ status: 200 });
  });

  test.each(["websocket", "h2c"])("and an upgrade to %s is ignored", async (protocol) => {
    const upgrading = `GET /livez HTTP/1.1\r\nHost: x\r\nUpgrade: ${protocol}\r\nConnection: Upgrade, close\r\n\r\n`;
    expect(await ask(upgrading)).toMatchObject({ status: 200 });
  });

  test("CONNECT is not proxied", async () => {
    const answer = await rawRequest(
      app.server.port,
      "CONNECT evil.example:80 HTTP/1.1\r\nHost: x\r\n\r\n",
    );
    expect(answer).toBe("");
  });
});
