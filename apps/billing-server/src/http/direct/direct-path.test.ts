import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBody } from "../../testing/served-app.ts";
import {
  type ObservedApp,
  order,
  owner,
  serveObserved,
  settledOrder,
} from "./observed-app.fixture.ts";

const origin = "https://console.example.org";
const policies = [[], [origin]];
let pairs: { direct: ObservedApp; application: ObservedApp }[];
beforeAll(async () => {
  pairs = await Promise.all(
    policies.map(async (origins) => ({
      direct: await serveObserved(true, origins),
      application: await serveObserved(false, origins),
    })),
  );
});
afterAll(async () => {
  for (const { direct, application } of pairs)
    for (const app of [direct, application]) await app[Symbol.asyncDispose]();
});

interface Parts {
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly as?: string;
  readonly version?: string;
}

function bytes(line: string, { headers = [], body, as = owner, version = "1.1" }: Parts = {}) {
  const length = body === undefined ? [] : [`content-length: ${Buffer.byteLength(body)}`];
  const token = as === "" ? [] : [`authorization: Bearer ${as}`];
  const all = ["host: billing.example.org", "connection: close", ...token, ...headers, ...length];
  return `${line} HTTP/${version}\r\n${all.join("\r\n")}\r\n\r\n${body ?? ""}`;
}

const get = (path: string) => bytes(`GET ${path}`);
const json = "content-type: application/json";
const post = (path: string, input: unknown, parts: Parts = {}) =>
  bytes(`POST ${path}`, { headers: [json], body: JSON.stringify(input), ...parts });
const query = (path: string, input: unknown, parts: Parts = {}) =>
  bytes(`GET /trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, parts);
const mine = createBody({}, { user_id: owner });
const reference = { order_id: order.paypalOrderId };
const unknown = { order_id: "7AB12345CD678901E" };

const handledDirectly: [string, string][] = [
  ["prices", bytes("GET /order/prices")],
  ["prices in a currency", bytes("GET /order/prices?currency=EUR")],
  [
    "prices over the limit of the address",
    bytes("GET /order/prices", { as: "", headers: ["x-forwarded-for: 192.0.2.9"] }),
  ],
  [
    "prices over that limit with a token",
    bytes("GET /order/prices", { headers: ["x-forwarded-for: 192.0.2.9"] }),
  ],
  ["prices for an origin", bytes("GET /order/prices", { headers: [`origin: ${origin}`] })],
  [
    "prices for another origin",
    bytes("GET /order/prices", { headers: ["origin: https://other.example"] }),
  ],
  ["prices with a request id", bytes("GET /order/prices", { headers: ["x-request-id: abc-1"] })],
  [
    "prices with a bad request id",
    bytes("GET /order/prices", { headers: [`x-request-id: ${"a".repeat(65)}`] }),
  ],
  [
    "prices in a trace",
    bytes("GET /order/prices", {
      headers: [`traceparent: 00-${"a".repeat(32)}-${"b".repeat(16)}-01`],
    }),
  ],
  ["prices over tRPC", bytes("GET /trpc/order.prices", { as: "" })],
  [
    "prices over tRPC for an origin",
    bytes("GET /trpc/order.prices", { headers: [`origin: ${origin}`] }),
  ],
  ["prices over tRPC in a currency", query("order.prices", { currency: "EUR" })],
  ["prices over tRPC in an unknown currency", query("order.prices", { currency: "XXX" })],
  [
    "prices over tRPC over the limit",
    bytes("GET /trpc/order.prices", { as: "", headers: ["x-forwarded-for: 192.0.2.9"] }),
  ],
  [
    "an order at another price than the buyer saw",
    post("/order/create", { ...mine, expected_amount: { currency_code: "EUR", value: "1.00" } }),
  ],
  [
    "the same over tRPC",
    post("/trpc/order.create", {
      ...mine,
      expected_amount: { currency_code: "EUR", value: "1.00" },
    }),
  ],
  ["the list of orders", get("/orders")],
  ["the list of orders with conditions", get("/orders?limit=1&payment=Paid")],
  ["the list of orders with a wrong condition", get("/orders?limit=many")],
  ["the list of orders with an unknown condition", get("/orders?page=2")],
  ["the list of orders without a token", bytes("GET /orders", { as: "" })],
  ["the event feed", get("/events?limit=1&types=created&types=closed")],
  ["the event feed with a wrong cursor", get("/events?after=AAAAAAAAAAAAAAAC")],
  ["the event feed over tRPC", query("events.list", { limit: 1 })],
  ["the receipt of an order", get(`/orders/receipt?order_id=${order.paypalOrderId}`)],
  ["the receipt of an unknown order", get("/orders/receipt?order_id=7AB12345CD678901E")],
  ["the receipt of no order", get("/orders/receipt")],
  ["the receipt of an order over tRPC", query("order.receipt", reference)],
  ["the list of orders over tRPC", query("order.list", { limit: 1 })],
  ["an order", query("order.get", reference)],
  ["an unknown order", query("order.get", unknown)],
  ["another user's order", query("order.get", reference, { as: "jonas" })],
  ["an order without a token", query("order.get", reference, { as: "" })],
  ["an order with a bad token", query("order.get", reference, { as: "bad" })],
  ["an order over the user's limit", query("order.get", reference, { as: "busy" })],
  ["an order by an input of another type", query("order.get", { order_id: 7 })],
  ["an order without an input", bytes("GET /trpc/order.get")],
  ["an order by an input that is not JSON", bytes("GET /trpc/order.get?input=%7B")],
  ["an order by an input with a broken escape", bytes("GET /trpc/order.get?input=%zz")],
  [
    "a batch",
    bytes(
      `GET /trpc/order.get,order.prices?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: reference }))}`,
    ),
  ],
  [
    "a batch of different results",
    bytes(
      `GET /trpc/order.prices,order.get?batch=1&input=${encodeURIComponent(JSON.stringify({ 1: unknown }))}`,
    ),
  ],
  ["a batch of failures", bytes("GET /trpc/order.get,order.get?batch=1", { as: "bad" })],
  ["a batch whose input is a list", bytes("GET /trpc/order.get?batch=1&input=%5B%7B%7D%5D")],
  ["a batch whose input is a text", bytes("GET /trpc/order.get?batch=1&input=%22a%22")],
  ["the operator's orders", query("operator.orders", {}, { as: "operator" })],
  ["the operator's orders for a user", query("operator.orders", {})],
  ["an order created", post("/trpc/order.create", mine)],
  [
    "an order created with a key",
    post("/trpc/order.create", mine, { headers: [json, "idempotency-key: one-key"] }),
  ],
  ["an order created for another user", post("/trpc/order.create", createBody())],
  [
    "an order created without a body",
    bytes("POST /trpc/order.create", { headers: [json], body: "" }),
  ],
  [
    "an order created from no JSON",
    bytes("POST /trpc/order.create", { headers: [json], body: "{" }),
  ],
  [
    "an order created from JSON after a byte order mark",
    bytes("POST /trpc/order.create", { headers: [json], body: `\ufeff${JSON.stringify(mine)}` }),
  ],
  [
    "an order created with a charset",
    post("/trpc/order.create", mine, {
      headers: ["content-type: Application/JSON; charset=utf-8"],
    }),
  ],
  ["an approval that PayPal does not answer", post("/trpc/order.approve", reference)],
  [
    "a batch of mutations",
    post("/trpc/order.approve,order.create?batch=1", { 0: unknown, 1: mine }),
  ],
  [
    "a batch of mutations without inputs",
    bytes("POST /trpc/order.approve,order.create?batch=1", { headers: [json], body: "" }),
  ],
  ["an order created over REST", post("/order/create", mine)],
  [
    "an order created as text",
    post("/order/create", mine, { headers: ["content-type: text/plain"] }),
  ],
  ["an order created over REST without a type", post("/order/create", mine, { headers: [] })],
  [
    "an order created over REST with a key",
    post("/order/create", mine, { headers: ["idempotency-key: rest-key"] }),
  ],
  ["an order created over REST from no JSON", post("/order/create", mine, { body: "{" })],
  ["an order created over REST from nothing", post("/order/create", mine, { body: "" })],
  [
    "an order created over REST from bytes that are not UTF-8",
    post("/order/create", mine, { body: "\ufeff" }),
  ],
  ["an order created over REST without a token", post("/order/create", mine, { as: "" })],
  ["an order created over REST with a bad token", post("/order/create", mine, { as: "bad" })],
  ["an order created over REST over the limit", post("/order/create", mine, { as: "busy" })],
  ["an approval over REST", post("/order/approve", reference)],
  ["an approval of an unknown order over REST", post("/order/approve", unknown)],
  [
    "an approval over REST for an origin",
    post("/order/approve", unknown, { headers: [json, `origin: ${origin}`] }),
  ],
];

const watch = (input: unknown, parts: Parts & { readonly after?: string } = {}) =>
  bytes(
    `GET /trpc/order.watch?input=${encodeURIComponent(JSON.stringify(input))}${parts.after ?? ""}`,
    parts,
  );
const settledReference = { order_id: settledOrder.paypalOrderId };

const streams: [string, string][] = [
  ["a settled order", watch(settledReference)],
  ["a settled order for an origin", watch(settledReference, { headers: [`origin: ${origin}`] })],
  ["the rest of an order", watch({ ...settledReference, lastEventId: "1" })],
  ["the rest after a header", watch(settledReference, { headers: ["last-event-id: 1"] })],
  ["the rest after a parameter", watch(settledReference, { after: "&lastEventId=1" })],
  ["the rest after a capital one", watch(settledReference, { after: "&Last-Event-Id=1" })],
  ["nothing after the last event", watch({ ...settledReference, lastEventId: "2" })],
  ["an invalid last event", watch(settledReference, { headers: ["last-event-id: x"] })],
  ["a stream of an unknown order", watch(unknown)],
  ["a stream of another user's order", watch(settledReference, { as: "jonas" })],
  ["a stream without a token", watch(settledReference, { as: "" })],
  ["a stream with a bad token", watch(settledReference, { as: "bad" })],
  ["a stream over the user's limit", watch(settledReference, { as: "busy" })],
  ["a stream by an input of another type", watch({ order_id: 7 })],
  ["a stream by a list", watch([], { headers: ["last-event-id: 1"] })],
  ["a stream by null", watch(null, { headers: ["last-event-id: 1"] })],
  ["a stream by an input that is not JSON", bytes("GET /trpc/order.watch?input=%7B")],
  ["a stream while the database is away", watch({ order_id: "AWAY000001" })],
];

const leftToTheApplication: [string, string][] = [
  ["HEAD", bytes("HEAD /order/prices")],
  [
    "a preflight",
    bytes("OPTIONS /order/create", {
      headers: [`origin: ${origin}`, "access-control-request-method: POST"],
    }),
  ],
  ["HTTP/1.0", bytes("GET /order/prices", { version: "1.0" })],
  ["a query that is not the console's", bytes("GET /order/prices?a=1")],
  ["an unknown currency", bytes("GET /order/prices?currency=XXX")],
  ["an empty query", bytes("GET /order/prices?")],
  ["a fragment", bytes("GET /order/prices#a")],
  ["an escape in the path", bytes("GET /order/price%73")],
  ["a URL with a host", bytes("GET http://billing.example.org/order/prices")],
  ["a URL that is too long", bytes(`GET /trpc/order.prices?input=${"a".repeat(8_192)}`)],
  ["a repeated header", bytes("GET /trpc/order.get", { headers: ["authorization: Bearer bad"] })],
  ["an expectation", post("/order/create", mine, { headers: ["expect: 100-continue"] })],
  [
    "a chunked body",
    bytes("POST /order/create", { headers: ["transfer-encoding: chunked"] }) +
      "2\r\n{}\r\n0\r\n\r\n",
  ],
  ["a body of 65 KiB", bytes("POST /order/create", { body: "a".repeat(65 * 1024) })],
  ["a POST without a length", bytes("POST /order/create")],
  ["a GET with a body", bytes("GET /order/prices", { body: "{}" })],
  [
    "a streamed batch",
    bytes("GET /trpc/order.prices?batch=1", { headers: ["trpc-accept: application/jsonl"] }),
  ],
  [
    "a streamed batch by accept",
    bytes("GET /trpc/order.prices?batch=1", { headers: ["accept: application/jsonl"] }),
  ],
  ["a receipt as PDF without a token", bytes("GET /orders/receipt.pdf", { as: "" })],
  ["a receipt as PDF", get(`/orders/receipt.pdf?order_id=${order.paypalOrderId}`)],
  ["a stream without an input", bytes("GET /trpc/order.watch")],
  ["a stream in a batch", bytes("GET /trpc/order.watch?batch=1&input=%7B%7D")],
  ["a stream by POST", post("/trpc/order.watch", reference)],
  ["an unknown procedure", bytes("GET /trpc/order.nothing")],
  ["a prototype's name", bytes("GET /trpc/constructor")],
  ["a mutation by GET", bytes("GET /trpc/order.create")],
  ["a query by POST", post("/trpc/order.get", reference)],
  ["a mixed batch", bytes("GET /trpc/order.get,order.create?batch=1")],
  [
    "a batch of eleven",
    bytes(`GET /trpc/${Array.from({ length: 11 }, () => "order.prices").join(",")}?batch=1`),
  ],
  ["connection parameters", bytes("GET /trpc/order.prices?connectionParams=1")],
  ["tRPC without a type", post("/trpc/order.create", mine, { headers: [] })],
  [
    "tRPC as a form",
    post("/trpc/order.create", mine, {
      headers: ["content-type: multipart/form-data; boundary=x"],
    }),
  ],
  ["a probe", bytes("GET /livez")],
  ["an unknown path", bytes("GET /nowhere")],
];

// The effects of orders from earlier cases are equal on both sides.
describe.each([
  ["handled directly", handledDirectly, true],
  ["a stream handled directly", streams, true],
  ["left to the application", leftToTheApplication, false],
] as const)("%s, a request is answered as by the application", (_, cases, isDirect) => {
  test.each(cases)("%s", async (_name, request) => {
    for (const { direct, application } of pairs) {
      const before = direct.handledDirectly();
      const [one, other] = [await direct.send(request), await application.send(request)];
      expect(one).toEqual(other);
      expect(direct.handledDirectly() - before).toBe(isDirect ? 1 : 0);
    }
  });
});

const alive = (request: string) => request.replace("connection: close\r\n", "");

test.each<[string, string, number]>([
  ["two on one connection", alive(get("/order/prices")) + get("/order/prices"), 2],
  ["one of each kind", alive(get("/livez")) + get("/order/prices"), 1],
  ["a body that is not read", alive(post("/order/create", mine, { as: "" })) + get("/livez"), 1],
  ["three with bodies", alive(post("/order/approve", unknown)).repeat(2) + get("/livez"), 2],
])("requests on a connection that stays open: %s", async (_, requests, directly) => {
  for (const { direct, application } of pairs) {
    const before = direct.handledDirectly();
    expect(await direct.send(requests)).toEqual(await application.send(requests));
    expect(direct.handledDirectly() - before).toBe(directly);
  }
});

const cutShort = (path: string, as: string) =>
  post(path, mine, { as, body: `${JSON.stringify(mine)}  ` }).slice(0, -10);

test.each([
  ["over REST", cutShort("/order/create", owner)],
  ["over REST, without a token", cutShort("/order/create", "")],
  ["over tRPC", cutShort("/trpc/order.create", owner)],
  ["over tRPC, without a token", cutShort("/trpc/order.create", "")],
  ["whose token is checked slowly", cutShort("/order/create", "slow")],
])("a client that disconnects within a body %s is handled alike", async (_, request) => {
  for (const { direct, application } of pairs)
    expect(await direct.abandon(request)).toEqual(await application.abandon(request));
});
