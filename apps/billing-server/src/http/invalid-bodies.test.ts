import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rawRequest } from "../testing/raw-request.ts";
import { createBody, type ServedApp, serveApp } from "../testing/served-app.ts";

let app: ServedApp;
let paypalCalls: number;
beforeAll(async () => {
  app = await serveApp();
});
beforeEach(() => {
  paypalCalls = app.paypal.requests.length;
});
afterAll(() => app[Symbol.asyncDispose]());

const post = (path: string, body: BodyInit | null) =>
  fetch(app.url + path, { method: "POST", body });

/** The response is a JSON error of the documented form, and PayPal received nothing. */
async function expectRefused(response: Response, status: number, error: RegExp) {
  const body = (await response.json()) as object;
  const code = status === 413 ? "body_too_large" : "invalid_input";
  const expected = { error: expect.stringMatching(error), code };
  expect({ status: response.status, body }).toEqual({ status, body: expected });
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  expect(app.paypal.requests).toHaveLength(paypalCalls);
}

const good = JSON.stringify(createBody());
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

const tooLong = "x".repeat(2 * 1024 * 1024);

const post2MbInChunks = (path: string) => {
  const body = new Blob([tooLong]).stream();
  return fetch(app.url + path, { method: "POST", body, duplex: "half" } as RequestInit);
};

describe.each(["/order/create", "/order/approve"])("POST %s rejects", (path) => {
  test.each<[string, BodyInit | null, RegExp]>([
    ["no body", null, /^The body is empty; send JSON$/],
    ["an empty body", "", /^The body is empty; send JSON$/],
    ["white space", "  \n", /not valid JSON/],
    ["truncated JSON", good.slice(0, -1), /not valid JSON/],
    ["two values", `${good}${good}`, /not valid JSON/],
    ["a form", "order_id=1&currency=EUR", /not valid JSON/],
    [
      "invalid UTF-8",
      new Uint8Array(Buffer.from('{"order_id":"\xff"}', "latin1")),
      /not valid JSON/,
    ],
    ["UTF-16", new Uint8Array(Buffer.from(good, "utf16le")), /not valid JSON/],
    ["null", "null", /^The body must be a JSON object$/],
    ["a list", "[]", /^The body must be a JSON object$/],
    ["a list of orders", `[${good}]`, /^The body must be a JSON object$/],
    ["a string", '"str"', /^The body must be a JSON object$/],
    ["a number", "42", /^The body must be a JSON object$/],
    ["true", "true", /^The body must be a JSON object$/],
    ["deep nesting", nested(30_000), /^The body must be a JSON object$/],
    ["an empty object", "{}", /(order_details|order_id) is required/],
  ])("%s", async (_, body, error) => {
    await expectRefused(await post(path, body), 400, error);
  });

  test("2 MB with a content length", async () => {
    await expectRefused(await post(path, tooLong), 413, /too large/);
  });

  test("2 MB in chunks", async () => {
    await expectRefused(await post2MbInChunks(path), 413, /too large/);
  });

  test.each([
    ["with a content length", () => post(path, tooLong)],
    ["in chunks", () => post2MbInChunks(path)],
  ])("2 MB %s, and serves the next request on the same connection", async (_, postTooMuch) => {
    for (let call = 0; call < 5; call += 1) {
      const refused = await postTooMuch();
      expect(refused.status).toBe(413);
      await refused.text();
      expect((await post(path, "{}")).status).toBe(400);
    }
  });

  test("chunks without end, once there are too many", async () => {
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    // Never completed, so the server must stop reading to respond.
    const answer = await rawRequest(app.server.port, head, chunk.repeat(140));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test("2 MB that are only announced, without waiting for them", async () => {
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2000000\r\n\r\n`;
    const answer = await rawRequest(app.server.port, head);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"code":"body_too_large"');
  });
});

describe("POST /order/create names the invalid field", () => {
  test.each<[string, object, object]>([
    ["order_details", { order_details: undefined }, {}],
    ["order_details", { order_details: null }, {}],
    ["order_details", { order_details: "x" }, {}],
    ["order_details", { order_details: [] }, {}],
    ["currency", { currency: undefined }, {}],
    ["currency", { currency: null }, {}],
    ["currency", { currency: 978 }, {}],
    ["currency", { currency: "eur" }, {}],
    ["currency", { currency: "EURO" }, {}],
    ["currency", { currency: "GBP" }, {}],
    ["return_url", { return_url: "javascript:alert(1)" }, {}],
    ["return_url", { return_url: "/paid" }, {}],
    ["cancel_url", { cancel_url: 7 }, {}],
    ["locale", { locale: "french" }, {}],
    ["order_details.user_id", {}, { user_id: undefined }],
    ["order_details.user_id", {}, { user_id: "" }],
    ["order_details.user_id", {}, { user_id: "0b1f4c1e-52a7-4bd8-9d0a" }],
    ["order_details.user_id", {}, { user_id: "zzzzzzzz-52a7-4bd8-9d0a-2f6f0c7a9e31" }],
    ["order_details.user_id", {}, { user_id: 1 }],
    ["order_details.cluster_name", {}, { cluster_name: undefined }],
    ["order_details.cluster_name", {}, { cluster_name: "" }],
    ["order_details.cluster_name", {}, { cluster_name: "a" }],
    ["order_details.cluster_name", {}, { cluster_name: "Blue" }],
    ["order_details.cluster_name", {}, { cluster_name: "-blue" }],
    ["order_details.cluster_name", {}, { cluster_name: "blue-" }],
    ["order_details.cluster_name", {}, { cluster_name: "blue\n" }],
    ["order_details.cluster_name", {}, { cluster_name: "x".repeat(64) }],
    ["order_details.images_storage", {}, { images_storage: undefined }],
    ["order_details.images_storage", {}, { images_storage: 0 }],
    ["order_details.images_storage", {}, { images_storage: -1 }],
    ["order_details.images_storage", {}, { images_storage: 1.5 }],
    ["order_details.images_storage", {}, { images_storage: "11" }],
    ["order_details.images_storage", {}, { images_storage: 1_000_001 }],
    ["order_details.has_monitoring", {}, { has_monitoring: undefined }],
    ["order_details.has_monitoring", {}, { has_monitoring: "true" }],
    ["order_details.has_monitoring", {}, { has_monitoring: 1 }],
    [
      "order_details.monitoring_storage",
      {},
      { has_monitoring: true, monitoring_storage: undefined },
    ],
    ["order_details.monitoring_storage", {}, { monitoring_storage: -1 }],
    ["order_details.monitoring_storage", {}, { monitoring_storage: null }],
    ["order_details.has_alerting", {}, { has_alerting: undefined }],
    ["order_details.has_alerting", {}, { has_alerting: null }],
  ])("%s: %j %j", async (field, changes, details) => {
    const response = await post("/order/create", JSON.stringify(createBody(changes, details)));
    await expectRefused(response, 400, new RegExp(`^${field} (must|is required)[^;]*$`));
  });

  test("and all of several", async () => {
    const body = createBody({ currency: 1 }, { cluster_name: "A", has_alerting: "no" });
    const named = /order_details\.cluster_name .*; order_details\.has_alerting .*; currency /;
    await expectRefused(await post("/order/create", JSON.stringify(body)), 400, named);
  });
});

describe("POST /order/approve names the invalid field", () => {
  test.each([undefined, null, 42, "", "a b", "a/b", "../x", "\u0000", "x".repeat(65), ["x"], {}])(
    "order_id: %j",
    async (orderId) => {
      const response = await post("/order/approve", JSON.stringify({ order_id: orderId }));
      await expectRefused(response, 400, /^order_id (must be a PayPal order id|is required)$/);
    },
  );
});

describe("unusual but valid input is accepted", () => {
  test.each<[string, string]>([
    ["a byte order mark", `\uFEFF${good}`],
    ["the maximum number of bytes", good.padEnd(64 * 1024)],
    ["white space around", `\r\n\t ${good} \n`],
    ["a key given twice: the last one counts", good.replace("{", '{"currency":"GBP",')],
    ["deep nesting in an ignored field", good.replace('"31"', nested(10_000))],
    ["a __proto__ key", good.replace("{", '{"__proto__":{"currency":"GBP"},')],
  ])("%s", async (_, body) => {
    expect((await post("/order/create", body)).status).toBe(200);
  });
});

test("an order may come in chunks", async () => {
  const init = { method: "POST", body: new Blob([good]).stream(), duplex: "half" } as RequestInit;
  expect((await fetch(`${app.url}/order/create`, init)).status).toBe(200);
});

test.each(["Content-Length: 100", "Transfer-Encoding: chunked"])(
  "a caller who disconnects during a body with %s is not logged as an internal error",
  async (framing) => {
    const head = `POST /order/create HTTP/1.1\r\nHost: x\r\n${framing}\r\n\r\n`;
    const socket = connect(app.server.port, "127.0.0.1");
    await new Promise<void>((resolve) => socket.write(`${head}7\r\n{"order`, () => resolve()));
    socket.destroy();
    // Handled after the other request, on the same event loop.
    for (let call = 0; call < 5; call += 1) await fetch(`${app.url}/livez`);
    expect(app.logged).toEqual([]);
  },
);

test.each(["TRACE", "PUT", "DELETE", "PROPFIND", "QUERY", "GET"])(
  "a chunked body is ignored by %s",
  async (method) => {
    const head = `${method} /order/create HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`;
    const chunks = `Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`;
    const answer = await rawRequest(app.server.port, head, chunks);
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toContain('"code":"method_not_allowed"');
  },
);
