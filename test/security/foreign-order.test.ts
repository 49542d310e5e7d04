import { randomUUID } from "node:crypto";
import { type TokenForgery, tokenForgeries } from "@onekonsole/billing-sandbox";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SecuredService, startSecuredService } from "./secured-service.ts";

let service: SecuredService;
let stranger: string;
let before: unknown;
beforeAll(async () => {
  service = await startSecuredService({ trusted_proxy_hops: "1" });
  stranger = await service.sandbox.issuer.tokenFor(randomUUID());
});
beforeEach(async () => {
  before = await service.snapshot();
});
afterAll(() => service[Symbol.asyncDispose]());

const unknown = "0UNKNOWN00000000A";

interface OrderRequest {
  readonly path: (orderId: string) => string;
  readonly body?: (orderId: string) => object;
  readonly accept?: string;
}

const query = (orderId: string) =>
  encodeURIComponent(JSON.stringify({ order_id: orderId, lastEventId: "0" }));
const batch = (orderId: string) =>
  encodeURIComponent(JSON.stringify({ 0: { order_id: orderId }, 1: { order_id: orderId } }));

/** Every request that names an order. */
const requests: [string, OrderRequest][] = [
  [
    "approve over REST",
    { path: () => "/order/approve", body: (order_id) => ({ order_id, user_id: service.owner }) },
  ],
  ["approve over tRPC", { path: () => "/trpc/order.approve", body: (order_id) => ({ order_id }) }],
  ["get", { path: (id) => `/trpc/order.get?input=${query(id)}` }],
  [
    "get twice in a batch",
    { path: (id) => `/trpc/order.get,order.get?batch=1&input=${batch(id)}` },
  ],
  ["watch", { path: (id) => `/trpc/order.watch?input=${query(id)}` }],
  [
    "watch as an event stream",
    { path: (id) => `/trpc/order.watch?input=${query(id)}`, accept: "text/event-stream" },
  ],
];

/** The whole response, except its date and request id. */
async function respond(
  { path, body, accept }: OrderRequest,
  orderId: string,
  token: string | undefined,
) {
  const response = await fetch(service.server.url + path(orderId), {
    ...(body ? { method: "POST", body: JSON.stringify(body(orderId)) } : {}),
    headers: {
      "content-type": "application/json",
      ...(accept ? { accept } : {}),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  });
  const {
    date: _date,
    "x-request-id": requestId = "",
    ...headers
  } = Object.fromEntries(response.headers);
  const text = (await response.text()).replaceAll(requestId, "REQUEST");
  return { status: response.status, headers, text };
}

describe("a foreign order gets exactly the response of an unknown order, for", () => {
  test.each(requests)("%s", async (_, request) => {
    const foreign = await respond(request, service.orderId, stranger);
    expect(foreign.text).toContain("order_not_found");
    expect(foreign.text).not.toContain(service.orderId);
    expect(foreign).toEqual(await respond(request, unknown, stranger));
    expect(await service.snapshot()).toEqual(before);
  });

  test("all of them after the order is paid", async () => {
    service.sandbox.paypal.approve(service.orderId);
    const owner = await service.sandbox.issuer.tokenFor(service.owner);
    expect(
      await service.post("/order/approve", owner, { order_id: service.orderId }),
    ).toMatchObject({
      status: 200,
    });
    for (const [, request] of requests)
      expect(await respond(request, service.orderId, stranger)).toEqual(
        await respond(request, unknown, stranger),
      );
  });
});

const forgeries = Object.keys(tokenForgeries) as TokenForgery[];

describe("a stream is rejected", () => {
  const [, watch] = requests[5] ?? ["", { path: () => "" }];

  test.each(["none", ...forgeries] as const)("with the token %s", async (forgery) => {
    const { issuer } = service.sandbox;
    const token = forgery === "none" ? undefined : await issuer.forgedToken(forgery, service.owner);
    const { text } = await respond(watch, service.orderId, token);
    expect(text).toContain('"billing_code":"unauthenticated"');
    expect(text).toContain('"httpStatus":401');
    expect(text).not.toContain("awaiting_approval");
    expect(text).not.toContain(service.orderId);
  });
});

describe("a token is accepted in the Authorization header alone", () => {
  test.each<[string, (token: string) => [string, Record<string, string>]]>([
    ["the URL", (token) => [`access_token=${token}&token=${token}&authorization=${token}`, {}]],
    [
      "tRPC's connection parameters",
      (token) => [
        `connectionParams=${encodeURIComponent(JSON.stringify({ authorization: `Bearer ${token}`, token }))}`,
        {},
      ],
    ],
    ["a cookie", (token) => ["", { cookie: `access_token=${token}; authorization=${token}` }]],
    ["another header", (token) => ["", { "x-access-token": token, "x-forwarded-user": token }]],
    [
      "two values of one header",
      (token) => ["", { authorization: `Bearer ${token}, Bearer ${token}` }],
    ],
  ])("not in %s", async (_, shown) => {
    const [more, headers] = shown(await service.sandbox.issuer.tokenFor(service.owner));
    for (const name of ["order.get", "order.watch"]) {
      const address = `/trpc/${name}?input=${query(service.orderId)}&${more}`;
      const response = await fetch(service.server.url + address, { headers });
      expect(await response.text()).toContain('"billing_code":"unauthenticated"');
    }
  });
});

test("an Idempotency-Key belongs to one user: another user gets another order", async () => {
  const key = randomUUID();
  const create = async (userId: string) => {
    const response = await fetch(`${service.server.url}/order/create`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await service.sandbox.issuer.tokenFor(userId)}`,
        "idempotency-key": key,
      },
      body: JSON.stringify(orderInput("one-key", { user_id: userId })),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  const [first, second] = [await create(randomUUID()), await create(randomUUID())];
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.body["order_id"]).not.toBe(first.body["order_id"]);
});
