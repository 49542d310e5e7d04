import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allowedLookup } from "./allowed-lookup.ts";
import { createEventSender } from "./event-sender.ts";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const event = { id: "5O190127TN364715T-1", body: '{"type":"created","data":{}}' };

let respond: RequestListener;
const server = createServer((request, response) => respond(request, response));
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks?tenant=1`;
});

const stack = new AsyncDisposableStack();
const openSender = (deadlineMs?: number) => {
  const sender = createEventSender({
    isAllowed: () => false,
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
  stack.defer(() => sender.close());
  return sender;
};
afterAll(async () => {
  await stack.disposeAsync();
  server.closeAllConnections();
  server.close();
});

const sender = openSender();
const target = () => ({ url, secrets: [secret], isTrusted: true });

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

test("the receiver gets the event with a signature that the library verifies", async () => {
  const verified = Promise.withResolvers<unknown>();
  respond = (request, response) => {
    const respondTo = (text: string) => {
      verified.resolve([
        request.method,
        request.url,
        request.headers["webhook-id"],
        new Webhook(secret).verify(text, request.headers as Record<string, string>),
      ]);
      response.writeHead(204).end();
    };
    void readText(request).then(respondTo);
  };
  expect(await sender.send(target(), event)).toEqual({ kind: "sent", status: 204 });
  expect(await verified.promise).toEqual([
    "POST",
    "/hooks?tenant=1",
    event.id,
    JSON.parse(event.body),
  ]);
});

test.each([
  [200, {}, { kind: "sent", status: 200 }],
  [410, {}, { kind: "gone", status: 410 }],
  [500, {}, { kind: "failed", status: 500, failure: "status", retryAfterMs: null }],
  [404, {}, { kind: "failed", status: 404, failure: "status", retryAfterMs: null }],
  [
    429,
    { "retry-after": "30" },
    { kind: "failed", status: 429, failure: "status", retryAfterMs: 30_000 },
  ],
])("a response %i %o is %o", async (status, headers, outcome) => {
  respond = (_, response) => void response.writeHead(status, headers).end("text");
  expect(await sender.send(target(), event)).toEqual(outcome);
});

test("a redirect is a failure, and is not followed", async () => {
  const paths: (string | undefined)[] = [];
  respond = (request, response) => {
    paths.push(request.url);
    response.writeHead(307, { location: "/elsewhere" }).end();
  };
  expect(await sender.send(target(), event)).toMatchObject({ kind: "failed", status: 307 });
  expect(paths).toEqual(["/hooks?tenant=1"]);
});

test("a body without an end does not delay the outcome beyond its limit", async () => {
  respond = (_, response) => {
    response.writeHead(200);
    const write = () => response.write("x".repeat(4096));
    const timer = setInterval(write, 1);
    response.on("close", () => clearInterval(timer));
  };
  expect(await sender.send(target(), event)).toEqual({ kind: "sent", status: 200 });
});

test("silence is a timeout, and a closed connection or port a failed connection", async () => {
  respond = () => undefined;
  expect(await openSender(50).send(target(), event)).toMatchObject({ failure: "timeout" });
  respond = (request) => request.socket.destroy();
  expect(await sender.send(target(), event)).toMatchObject({ failure: "connection_failed" });
  const closed = { ...target(), url: "http://127.0.0.1:1/" };
  expect(await sender.send(closed, event)).toMatchObject({ failure: "connection_failed" });
});

test.each(["127.0.0.1", "localhost"])(
  "an endpoint of an operator at the private host %s gets no connection",
  async (host) => {
    let requests = 0;
    respond = (_, response) => {
      requests += 1;
      response.end();
    };
    const privateTarget = { ...target(), url: url.replace("127.0.0.1", host), isTrusted: false };
    expect(await sender.send(privateTarget, event)).toEqual({
      kind: "failed",
      status: null,
      failure: "address_not_allowed",
      retryAfterMs: null,
    });
    expect(requests).toBe(0);
  },
);

test("of several addresses of a name only the allowed ones are used", async () => {
  const addresses = ["10.0.0.1", "8.8.8.8"].map((address) => ({ address, family: 4 }));
  const lookup = allowedLookup(
    (address) => address === "8.8.8.8",
    (_name, _options, callback) => callback(null, addresses),
  );
  const found = await new Promise((resolve, reject) => {
    lookup("example.org", { all: true }, (error, list) => (error ? reject(error) : resolve(list)));
  });
  expect(found).toEqual([{ address: "8.8.8.8", family: 4 }]);
});
