import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { TokenForgery } from "@onekonsole/billing-sandbox";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { expect, test } from "vitest";
import { type AttackedService, startAttackedService } from "./attacked-service.ts";

const forgeries: readonly TokenForgery[] = [
  "unknown_key",
  "foreign_key",
  "expired",
  "wrong_audience",
  "hs256_with_public_key",
  "alg_none",
  "garbage",
];

// The first is the users' own: an office has one address.
const addresses = Array.from({ length: 8 }, (_, index) => `203.0.113.${index + 1}`);
const [office = ""] = addresses;

const perTick = 100;
const tickMs = 100;
const ticks = 30;

/** A request through the one proxy that the server trusts, which a caller's own claims pass unread. */
function ask(
  service: AttackedService,
  path: string,
  init: RequestInit & { token: string; from: string },
) {
  const { token, from, ...request } = init;
  const headers = {
    authorization: `Bearer ${token}`,
    "x-forwarded-for": `${randomUUID()}, ${from}`,
  };
  return fetch(service.server.url + path, { ...request, headers });
}

/** 1,000 wrong tokens a second; how often each status was answered, by address. */
async function flood(service: AttackedService): Promise<Map<string, Map<number, number>>> {
  const tokens = await Promise.all(forgeries.map((it) => service.sandbox.issuer.forgedToken(it)));
  const answered = new Map(addresses.map((it) => [it, new Map<number, number>()]));
  const path = `/trpc/order.get?input=${encodeURIComponent(JSON.stringify({ order_id: service.orderId }))}`;
  const sent: Promise<void>[] = [];
  const attack = async (index: number): Promise<void> => {
    const from = addresses[index % addresses.length] ?? office;
    const token = tokens[index % tokens.length] ?? "";
    const response = await ask(service, path, { token, from });
    await response.text();
    const statuses = answered.get(from);
    statuses?.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  };
  for (let tick = 0; tick < ticks; tick += 1) {
    for (let turn = 0; turn < perTick; turn += 1) sent.push(attack(tick * perTick + turn));
    await sleep(tickMs);
  }
  await Promise.all(sent);
  return answered;
}

interface User {
  readonly statuses: number[];
  readonly orders: number;
}

/** A user at the office who orders and looks, one after the other, until told to stop. */
async function useIt(service: AttackedService, isOver: () => boolean): Promise<User> {
  const id = randomUUID();
  const token = await service.sandbox.issuer.tokenFor(id);
  const statuses: number[] = [];
  let orders = 0;
  // Below what one user may do in a minute.
  while (!isOver() && statuses.length < 100) {
    const body = JSON.stringify(orderInput(`cluster-${orders}`, { user_id: id }));
    const created = await ask(service, "/order/create", {
      method: "POST",
      token,
      from: office,
      body,
    });
    const reference = JSON.stringify({ order_id: ((await created.json()) as Created).order_id });
    orders += 1;
    const address = `/trpc/order.get?input=${encodeURIComponent(reference)}`;
    const read = await ask(service, address, { token, from: office });
    await read.text();
    statuses.push(created.status, read.status);
    await sleep(tickMs);
  }
  return { statuses, orders };
}

interface Created {
  readonly order_id: string;
}

test("1,000 wrong tokens a second: real users are served, and the issuer is left alone", async () => {
  await using service = await startAttackedService({ trusted_proxy_hops: "1" });
  const keysAsked = () =>
    service.sandbox.issuer.requests.filter(({ path }) => path.endsWith("/jwks")).length;
  const before = keysAsked();
  const paypalOrders = service.sandbox.paypal.orders.size;
  let isOver = false;
  const users = Array.from({ length: 6 }, () => useIt(service, () => isOver));
  const answered = await flood(service);
  isOver = true;

  const served = await Promise.all(users);
  for (const { statuses } of served) {
    expect(statuses.length).toBeGreaterThan(2);
    expect(new Set(statuses)).toEqual(new Set([200]));
  }
  // Whatever was changed, real users did.
  const ordered = served.reduce((sum, { orders }) => sum + orders, 0);
  expect(service.sandbox.paypal.orders.size).toBe(paypalOrders + ordered);

  const total = [...answered.values()].flatMap((it) => [...it.values()]).reduce((a, b) => a + b);
  expect(total).toBe(perTick * ticks);
  for (const statuses of answered.values())
    expect([...statuses.keys()].filter((status) => status !== 401 && status !== 429)).toEqual([]);
  // Keys are looked for a few times, not once a token.
  expect(keysAsked() - before).toBeLessThan(10);
});

test("an address that goes on is told to wait, and no other one", async () => {
  await using service = await startAttackedService({
    trusted_proxy_hops: "1",
    rate_limit_per_address: "20",
  });
  const wrong = await service.sandbox.issuer.forgedToken("expired");
  const body = JSON.stringify({ order_id: service.orderId });
  const approve = (from: string, token = wrong) =>
    ask(service, "/order/approve", { method: "POST", token, from, body });
  const answers = await Promise.all(Array.from({ length: 60 }, () => approve(office)));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(20);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(40);
  for (const { headers } of refused) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await approve("203.0.113.2")).status).toBe(401);
  const owner = await service.sandbox.issuer.tokenFor(service.owner);
  expect((await approve(office, owner)).status).toBe(409);
});

test.each([
  "/nowhere",
  "/docs",
  "/openapi.json",
  "/order/prices",
  "/trpc/order.prices",
  "/trpc/x.y",
])(
  "an address that only asks for %s is told to wait as well, and no other one, nor a user there",
  async (path) => {
    await using service = await startAttackedService({
      trusted_proxy_hops: "1",
      rate_limit_per_address: "20",
    });
    const from = (address: string, authorization = "") => {
      const headers = { "x-forwarded-for": `${randomUUID()}, ${address}`, authorization };
      return fetch(service.server.url + path, { headers });
    };
    const answers = await Promise.all(Array.from({ length: 60 }, () => from(office)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(40);
    for (const { headers } of refused)
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    const { status } = await from("203.0.113.2");
    expect(answers.filter((answer) => answer.status === status)).toHaveLength(20);
    const token = await service.sandbox.issuer.tokenFor(service.owner);
    expect((await from(office, `Bearer ${token}`)).status).toBe(status);
  },
);
