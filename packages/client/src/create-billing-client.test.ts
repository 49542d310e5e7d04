import { describe, expect, test } from "vitest";
import { toBillingError } from "./billing-error.ts";
import { createBillingClient } from "./create-billing-client.ts";
import {
  type ContractServer,
  knownOrderId,
  silentOrderId,
  startContractServer,
} from "./testing/contract-server.fixture.ts";
import { impatientFetch } from "./testing/impatient-fetch.fixture.ts";

describe("a client", () => {
  test("calls every kind of procedure at the service's root, with or without a closing slash", async () => {
    await using server = await startContractServer();
    for (const url of [server.url, `${server.url}/`, `${server.url}//`]) {
      const client = createBillingClient({ url });
      expect((await client.order.prices.query()).basic).toBe(20);
      expect(await client.order.approve.mutate({ order_id: knownOrderId })).toEqual({
        id: knownOrderId,
        status: "APPROVED",
      });
    }
    expect(server.requests.every(({ url }) => url.startsWith("/trpc/order."))).toBe(true);
  });

  test("has the operator procedures", async () => {
    await using server = await startContractServer();
    const { operator } = createBillingClient({ url: server.url });
    expect(await operator.orders.query({ states: ["captured"] })).toEqual({
      orders: [],
      next: null,
    });
    expect(await operator.money.query()).toEqual([]);
    const act = { order_id: knownOrderId, version: 1, reason: "as agreed" };
    const refused = await operator.retry.mutate(act).catch(toBillingError);
    expect(refused).toMatchObject({ code: "forbidden" });
  });

  test("under a path of its host keeps that path", async () => {
    await using server = await startContractServer();
    const client = createBillingClient({ url: `${server.url}/billing` });
    await client.order.prices.query().catch(() => undefined);
    expect(server.requests[0]?.url).toMatch(/^\/billing\/trpc\/order\.prices/);
  });
});

describe("the access token", () => {
  const authorizations = (server: ContractServer) =>
    server.requests.map(({ headers }) => headers.authorization);

  test("is sent with every request if it is a string", async () => {
    await using server = await startContractServer();
    const client = createBillingClient({ url: server.url, token: "t0" });
    await client.order.prices.query();
    await client.order.approve.mutate({ order_id: knownOrderId });
    expect(authorizations(server)).toEqual(["Bearer t0", "Bearer t0"]);
  });

  test.each([
    ["no token", undefined],
    ["an empty one", ""],
    ["a function that has none", () => ""],
  ])("is left out with %s", async (_, token) => {
    await using server = await startContractServer();
    const client = createBillingClient({
      url: server.url,
      ...(token === undefined ? {} : { token }),
    });
    await client.order.prices.query();
    expect(authorizations(server)).toEqual([undefined]);
  });

  test("is read again before each request if it is a function", async () => {
    await using server = await startContractServer();
    let requested = 0;
    const token = async () => `t${(requested += 1)}`;
    const client = createBillingClient({ url: server.url, token });
    await client.order.prices.query();
    await client.order.approve.mutate({ order_id: knownOrderId });
    server.publish("expired", true);
    await client.waitUntilSettled(knownOrderId);
    expect(authorizations(server)).toEqual(["Bearer t1", "Bearer t2", "Bearer t3"]);
  });

  test("is read again when a stream reconnects", async () => {
    await using server = await startContractServer();
    let requested = 0;
    const token = () => `t${(requested += 1)}`;
    const client = createBillingClient({ url: server.url, token, fetch: impatientFetch });
    server.publish("awaiting_approval");
    const settled = client.waitUntilSettled(knownOrderId, {
      onUpdate: ({ version }) => {
        if (version > 1) return;
        server.cut();
        server.publish("expired", true);
      },
    });
    await settled;
    expect(authorizations(server)).toEqual(["Bearer t1", "Bearer t2"]);
  });

  test("that cannot be read fails the call before a request is sent", async () => {
    await using server = await startContractServer();
    const token = () => Promise.reject(new Error("logged out"));
    const client = createBillingClient({ url: server.url, token, retryForMs: 0 });
    const cause = { message: "logged out" };
    await expect(client.order.prices.query()).rejects.toMatchObject({ cause });
    expect(server.requests).toEqual([]);
  });
});

describe("the timeout", () => {
  test("ends a query without a response, with the code unreachable", async () => {
    await using server = await startContractServer();
    const client = createBillingClient({ url: server.url, timeoutMs: 50, retryForMs: 0 });
    const error = await client.order.get
      .query({ order_id: silentOrderId })
      .catch((e: unknown) => e);
    expect(toBillingError(error)).toMatchObject({ code: "unreachable", action: "retry" });
  });

  test("does not apply to streams", async () => {
    await using server = await startContractServer();
    const client = createBillingClient({ url: server.url, timeoutMs: 50, retryForMs: 0 });
    server.publish("awaiting_approval");
    const settled = client.waitUntilSettled(knownOrderId);
    // Once this one has timed out, the stream has been open for longer than that.
    await expect.poll(() => server.requests.length).toBe(1);
    await client.order.get.query({ order_id: silentOrderId }).catch(() => undefined);
    server.publish("expired", true);
    expect(await settled).toMatchObject({ version: 2, state: "expired" });
    expect(server.requests).toHaveLength(2);
  });

  test("does not disable the caller's own signal", async () => {
    await using server = await startContractServer();
    const client = createBillingClient({ url: server.url, timeoutMs: 60_000 });
    const leaving = new AbortController();
    const query = client.order.get.query({ order_id: silentOrderId }, { signal: leaving.signal });
    const ended = query.catch((error: unknown) => error);
    await expect.poll(() => server.requests.length).toBe(1);
    leaving.abort();
    expect(await ended).toMatchObject({ message: expect.stringMatching(/abort/i) });
  });
});
