import { randomUUID } from "node:crypto";
import { type TokenForgery, tokenForgeries } from "@onekonsole/billing-sandbox";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AttackedService, startAttackedService } from "./attacked-service.ts";

let service: AttackedService;
let stranger: string;
let before: unknown;
beforeAll(async () => {
  service = await startAttackedService({ trusted_proxy_hops: "1" });
  stranger = await service.sandbox.issuer.tokenFor(randomUUID());
});
beforeEach(async () => {
  before = await service.standing();
});
afterAll(() => service[Symbol.asyncDispose]());

const unknown = "0UNKNOWN00000000A";

interface Way {
  readonly path: (orderId: string) => string;
  readonly body?: (orderId: string) => object;
  readonly accept?: string;
}

const query = (orderId: string) =>
  encodeURIComponent(JSON.stringify({ order_id: orderId, lastEventId: "0" }));
const batch = (orderId: string) =>
  encodeURIComponent(JSON.stringify({ 0: { order_id: orderId }, 1: { order_id: orderId } }));

/** Every way to name an order. */
const ways: [string, Way][] = [
  [
    "approve it",
    { path: () => "/order/approve", body: (order_id) => ({ order_id, user_id: service.owner }) },
  ],
  [
    "approve it over tRPC",
    { path: () => "/trpc/order.approve", body: (order_id) => ({ order_id }) },
  ],
  ["get it", { path: (id) => `/trpc/order.get?input=${query(id)}` }],
  ["get it twice in one", { path: (id) => `/trpc/order.get,order.get?batch=1&input=${batch(id)}` }],
  ["watch it", { path: (id) => `/trpc/order.watch?input=${query(id)}` }],
  [
    "watch it as streams are asked for",
    { path: (id) => `/trpc/order.watch?input=${query(id)}`, accept: "text/event-stream" },
  ],
];

/** The whole answer but what is new in every answer. */
async function answerTo({ path, body, accept }: Way, orderId: string, token: string | undefined) {
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

describe("somebody else's order answers to the letter as an unknown one, to whoever wants to", () => {
  test.each(ways)("%s", async (_, way) => {
    const foreign = await answerTo(way, service.orderId, stranger);
    expect(foreign.text).toContain("order_not_found");
    expect(foreign.text).not.toContain(service.orderId);
    expect(foreign).toEqual(await answerTo(way, unknown, stranger));
    expect(await service.standing()).toEqual(before);
  });

  test("after it has been paid for as well", async () => {
    service.sandbox.paypal.approve(service.orderId);
    const owner = await service.sandbox.issuer.tokenFor(service.owner);
    expect(
      await service.post("/order/approve", owner, { order_id: service.orderId }),
    ).toMatchObject({
      status: 200,
    });
    for (const [, way] of ways)
      expect(await answerTo(way, service.orderId, stranger)).toEqual(
        await answerTo(way, unknown, stranger),
      );
  });
});

const forgeries = Object.keys(tokenForgeries) as TokenForgery[];

describe("a stream is open to nobody", () => {
  const [, watching] = ways[5] ?? ["", { path: () => "" }];

  test.each(["nothing", ...forgeries] as const)("who shows %s", async (shown) => {
    const { issuer } = service.sandbox;
    const token = shown === "nothing" ? undefined : await issuer.forgedToken(shown, service.owner);
    const { text } = await answerTo(watching, service.orderId, token);
    expect(text).toContain('"billing_code":"unauthenticated"');
    expect(text).toContain('"httpStatus":401');
    expect(text).not.toContain("awaiting_approval");
    expect(text).not.toContain(service.orderId);
  });
});

describe("a token counts in the Authorization header alone", () => {
  test.each<[string, (token: string) => [string, Record<string, string>]]>([
    ["the address", (token) => [`access_token=${token}&token=${token}&authorization=${token}`, {}]],
    [
      "tRPC's connection parameters",
      (token) => [
        `connectionParams=${encodeURIComponent(JSON.stringify({ authorization: `Bearer ${token}`, token }))}`,
        {},
      ],
    ],
    ["a cookie", (token) => ["", { cookie: `access_token=${token}; authorization=${token}` }]],
    ["another header", (token) => ["", { "x-access-token": token, "x-forwarded-user": token }]],
    ["two headers at once", (token) => ["", { authorization: `Bearer ${token}, Bearer ${token}` }]],
  ])("not in %s", async (_, shown) => {
    const [more, headers] = shown(await service.sandbox.issuer.tokenFor(service.owner));
    for (const name of ["order.get", "order.watch"]) {
      const address = `/trpc/${name}?input=${query(service.orderId)}&${more}`;
      const response = await fetch(service.server.url + address, { headers });
      expect(await response.text()).toContain('"billing_code":"unauthenticated"');
    }
  });
});

test("another's Idempotency-Key is a stranger's own: it gives him an order of his", async () => {
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
  const [mine, his] = [await create(randomUUID()), await create(randomUUID())];
  expect([mine.status, his.status]).toEqual([200, 200]);
  expect(his.body["order_id"]).not.toBe(mine.body["order_id"]);
});
