import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { TokenForgery } from "@onekonsole/billing-sandbox";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { expect, test } from "vitest";
import { type SecuredService, startSecuredService } from "./secured-service.ts";

const forgeries: readonly TokenForgery[] = [
  "unknown_key",
  "foreign_key",
  "expired",
  "wrong_audience",
  "hs256_with_public_key",
  "alg_none",
  "garbage",
];

// The first address is shared by the users, as in an office.
const addresses = Array.from({ length: 8 }, (_, index) => `203.0.113.${index + 1}`);
const [office = ""] = addresses;

const invalidTokens = 3_000;
const atOnce = 100;
const pauseMs = 100;

/** Sends a request through the one trusted proxy; the caller's own forwarded address must be ignored. */
function send(
  service: SecuredService,
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

/** Sends invalid tokens as fast as the service answers; resolves with the count of each status, by address. */
async function flood(service: SecuredService): Promise<Map<string, Map<number, number>>> {
  const tokens = await Promise.all(forgeries.map((it) => service.sandbox.issuer.forgedToken(it)));
  const responses = new Map(addresses.map((it) => [it, new Map<number, number>()]));
  const path = `/trpc/order.get?input=${encodeURIComponent(JSON.stringify({ order_id: service.orderId }))}`;
  const attack = async (index: number): Promise<void> => {
    const from = addresses[index % addresses.length] ?? office;
    const token = tokens[index % tokens.length] ?? "";
    const response = await send(service, path, { token, from });
    await response.text();
    const statuses = responses.get(from);
    statuses?.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  };
  let sent = 0;
  const attackOften = async (): Promise<void> => {
    while (sent < invalidTokens) await attack(sent++);
  };
  await Promise.all(Array.from({ length: atOnce }, attackOften));
  return responses;
}

interface User {
  readonly statuses: number[];
  readonly orders: number;
}

/** A user at the shared address who creates and reads orders until `isOver`. */
async function useService(service: SecuredService, isOver: () => boolean): Promise<User> {
  const id = randomUUID();
  const token = await service.sandbox.issuer.tokenFor(id);
  const statuses: number[] = [];
  let orders = 0;
  // Below the rate limit of one user.
  while (!isOver() && statuses.length < 100) {
    const body = JSON.stringify(orderInput(`cluster-${orders}`, { user_id: id }));
    const created = await send(service, "/order/create", {
      method: "POST",
      token,
      from: office,
      body,
    });
    const reference = JSON.stringify({ order_id: ((await created.json()) as Created).order_id });
    orders += 1;
    const address = `/trpc/order.get?input=${encodeURIComponent(reference)}`;
    const read = await send(service, address, { token, from: office });
    await read.text();
    statuses.push(created.status, read.status);
    await sleep(pauseMs);
  }
  return { statuses, orders };
}

interface Created {
  readonly order_id: string;
}

test("3,000 invalid tokens, 100 at a time: valid users are served, and the issuer gets few requests", async () => {
  await using service = await startSecuredService({ trusted_proxy_hops: "1" });
  const keyRequests = () =>
    service.sandbox.issuer.requests.filter(({ path }) => path.endsWith("/jwks")).length;
  const before = keyRequests();
  const paypalOrders = service.sandbox.paypal.orders.size;
  let isOver = false;
  const users = Array.from({ length: 6 }, () => useService(service, () => isOver));
  const responses = await flood(service);
  isOver = true;

  const served = await Promise.all(users);
  for (const { statuses } of served) {
    expect(statuses.length).toBeGreaterThan(2);
    expect(new Set(statuses)).toEqual(new Set([200]));
  }
  // Only the valid users created orders.
  const ordered = served.reduce((sum, { orders }) => sum + orders, 0);
  expect(service.sandbox.paypal.orders.size).toBe(paypalOrders + ordered);

  const total = [...responses.values()].flatMap((it) => [...it.values()]).reduce((a, b) => a + b);
  expect(total).toBe(invalidTokens);
  for (const statuses of responses.values())
    expect([...statuses.keys()].filter((status) => status !== 401 && status !== 429)).toEqual([]);
  // The keys are fetched a few times, not once per token.
  expect(keyRequests() - before).toBeLessThan(10);
});

test("an address above the limit gets 429, and no other address does", async () => {
  await using service = await startSecuredService({
    trusted_proxy_hops: "1",
    rate_limit_per_address: "20",
  });
  const wrong = await service.sandbox.issuer.forgedToken("expired");
  const body = JSON.stringify({ order_id: service.orderId });
  const approve = (from: string, token = wrong) =>
    send(service, "/order/approve", { method: "POST", token, from, body });
  const responses = await Promise.all(Array.from({ length: 60 }, () => approve(office)));
  expect(responses.filter(({ status }) => status === 401)).toHaveLength(20);
  const refused = responses.filter(({ status }) => status === 429);
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
  "an address that only requests %s gets 429 above the limit; other addresses and users do not",
  async (path) => {
    await using service = await startSecuredService({
      trusted_proxy_hops: "1",
      rate_limit_per_address: "20",
    });
    const from = (address: string, authorization = "") => {
      const headers = { "x-forwarded-for": `${randomUUID()}, ${address}`, authorization };
      return fetch(service.server.url + path, { headers });
    };
    const responses = await Promise.all(Array.from({ length: 60 }, () => from(office)));
    const refused = responses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(40);
    for (const { headers } of refused)
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    const { status } = await from("203.0.113.2");
    expect(responses.filter((response) => response.status === status)).toHaveLength(20);
    const token = await service.sandbox.issuer.tokenFor(service.owner);
    expect((await from(office, `Bearer ${token}`)).status).toBe(status);
  },
);
