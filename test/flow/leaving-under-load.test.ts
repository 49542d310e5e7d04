import { setTimeout as sleep } from "node:timers/promises";
import { createBillingClient } from "@onekonsole/billing-client";
import { openBalancer } from "@onekonsole/billing-testkit/balancer";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { until } from "@onekonsole/billing-testkit/until";
import { expect, test } from "vitest";
import { startFlowEnvironment, type FlowEnvironment } from "./flow-environment.ts";

const customers = 40;
const arrivalMs = 60;

/** How it went for one of them. */
interface Visit {
  readonly orderId: string;
  readonly versions: readonly number[];
  readonly state: string;
}

interface Shop {
  readonly url: string;
  readonly sandbox: FlowEnvironment["sandbox"];
  /** The addresses asked so far, once for each request. */
  readonly asked: string[];
}

/** Orders, watches, approves and looks; rejects when any of his requests is cut or refused. */
async function visit({ url, sandbox, asked }: Shop, index: number): Promise<Visit> {
  const client = createBillingClient({
    url,
    fetch: (input, init) => {
      asked.push(new URL(input instanceof Request ? input.url : input).pathname);
      return fetch(input, init);
    },
  });
  const { order_id: orderId } = await client.order.create.mutate(orderInput(`customer-${index}`));
  const versions: number[] = [];
  const settled = client.waitUntilSettled(orderId, {
    onUpdate: ({ version }) => versions.push(version),
  });
  sandbox.paypal.approve(orderId);
  await client.order.approve.mutate({ order_id: orderId });
  const { state } = await settled;
  expect((await client.order.get.query({ order_id: orderId })).state).toBe(state);
  return { orderId, versions, state };
}

test("SIGTERM under load: no request is cut, streams go on elsewhere without a gap, jobs are done", async () => {
  await using environment = await startFlowEnvironment();
  const { sandbox } = environment;
  const leaving = await environment.startServer();
  const staying = await environment.startServer();
  const serving = new Set([leaving, staying]);
  await using balancer = await openBalancer(() =>
    [...serving].map(({ url }) => Number(new URL(url).port)),
  );
  // Long enough that requests and jobs are under way at any moment.
  for (const operation of ["orders.create", "orders.capture"] as const)
    sandbox.paypal.faults.add({ operation, kind: "delay", latencyMs: 700, times: Infinity });
  sandbox.webOrder.faults.add({
    operation: "order.create",
    kind: "delay",
    latencyMs: 700,
    times: Infinity,
  });

  const asked: string[] = [];
  const shop = { url: balancer.url, sandbox, asked };
  const visits = Array.from({ length: customers }, async (_, index) => {
    await sleep(index * arrivalMs);
    return visit(shop, index);
  });
  const ended = Promise.all(visits);
  await until("there is a load", () => sandbox.webOrder.rows.length >= 3 || undefined);
  // As a cluster does it: nobody new is sent there, and who is there stays until he is told to go.
  serving.delete(leaving);
  expect(await leaving.stop()).toBe(0);

  const served = await ended;
  expect(served.map(({ state }) => state)).toEqual(served.map(() => "provisioned"));
  expect(served.map(({ versions }) => versions)).toEqual(served.map(() => [1, 2, 3, 4]));
  for (const { orderId } of served) {
    expect(sandbox.paypal.captureCount(orderId)).toBe(1);
    expect(sandbox.webOrder.rowsOf(orderId)).toHaveLength(1);
  }
  // It was a load: the server that left had answered and was watched, and its watchers came back.
  const watched = asked.filter((path) => path.endsWith("/order.watch")).length;
  expect(watched).toBeGreaterThan(customers);
  const stopping = leaving.log.findIndex((line) => line.includes('"msg":"stopping"'));
  const afterwards = leaving.log.slice(stopping);
  expect(afterwards.some((line) => line.includes('"msg":"answered"'))).toBe(true);
  expect(leaving.log.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
});
