import { afterEach, describe, expect, test } from "vitest";
import { createBillingClient } from "./create-billing-client.ts";
import {
  type ContractServer,
  knownOrderId,
  silentOrderId,
  startContractServer,
} from "./testing/contract-server.fixture.ts";
import { startRawServer } from "./testing/raw-server.fixture.ts";

const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

test("queries of the same moment share a request; mutations have their own", async () => {
  await using server = await startContractServer();
  const client = createBillingClient({ url: server.url });
  const order = { order_id: knownOrderId };
  const [prices, money] = await Promise.all([
    client.order.prices.query(),
    client.operator.money.query(),
    client.order.approve.mutate(order),
    client.order.approve.mutate(order),
  ]);
  expect(prices.currencies).toEqual(["USD", "EUR"]);
  expect(money).toEqual([]);
  const paths = server.requests.map(({ url }) => new URL(url, server.url).pathname);
  expect(paths.toSorted()).toEqual([
    "/trpc/order.approve",
    "/trpc/order.approve",
    "/trpc/order.prices,operator.money",
  ]);
});

test("the failure of one query leaves those beside it alone", async () => {
  await using server = await startContractServer();
  const client = createBillingClient({ url: server.url });
  const [unknown, known] = await Promise.allSettled([
    client.order.get.query({ order_id: "UNKNOWN" }),
    client.operator.money.query(),
  ]);
  expect(unknown).toMatchObject({ status: "rejected", reason: { code: "order_not_found" } });
  expect(known).toMatchObject({ status: "fulfilled", value: [] });
  expect(server.requests).toHaveLength(1);
});

test("an aborted query does not wait for those beside it", async () => {
  await using server = await startContractServer();
  const client = createBillingClient({ url: server.url });
  const [leaving, closing] = [new AbortController(), new AbortController()];
  const order = { order_id: silentOrderId };
  const aborted = client.order.get.query(order, { signal: leaving.signal });
  const beside = client.order.get.query(order, { signal: closing.signal });
  const both = Promise.allSettled([aborted, beside]);
  await expect.poll(() => server.requests.length).toBe(1);
  leaving.abort();
  await expect(aborted).rejects.toMatchObject({ cause: { name: "AbortError" } });
  closing.abort();
  expect(await both).toHaveLength(2);
});

describe("the trace of a call", () => {
  const registered = Symbol.for("opentelemetry.js.api.1");
  afterEach(() => void Reflect.deleteProperty(globalThis, registered));

  const seenBy = async (server: ContractServer) => {
    const client = createBillingClient({ url: server.url });
    await client.order.prices.query();
    server.publish("expired", true);
    await client.waitUntilSettled(knownOrderId);
    return server.requests.map(({ headers }) => headers["traceparent"]);
  };

  test("is that of the application's active span, for streams too", async () => {
    await using server = await startContractServer();
    const active = {};
    Reflect.set(globalThis, registered, {
      context: { active: () => active },
      propagation: {
        inject: (context: unknown, carrier: object, setter: { set: (...of: unknown[]) => void }) =>
          context === active && setter.set(carrier, "traceparent", traceparent),
      },
    });
    expect(await seenBy(server)).toEqual([traceparent, traceparent]);
  });

  test("is left out without one", async () => {
    await using server = await startContractServer();
    expect(await seenBy(server)).toEqual([undefined, undefined]);
  });

  test("is read once for all attempts, if the application gives it", async () => {
    const seen: unknown[] = [];
    await using server = await startRawServer((request, response) => {
      seen.push(request.headers["tracestate"]);
      if (seen.length === 1) request.socket.destroy();
      else response.end(JSON.stringify({ result: { data: [] } }));
    });
    let reads = 0;
    const traceHeaders = () => ({ traceparent, tracestate: `read=${(reads += 1)}` });
    await createBillingClient({ url: server.url, traceHeaders }).operator.money.query();
    expect(seen).toEqual(["read=1", "read=1"]);
  });
});
