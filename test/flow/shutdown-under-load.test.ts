import { setTimeout as sleep } from "node:timers/promises";
import { createBillingClient } from "@onekonsole/billing-client";
import { openBalancer } from "@onekonsole/billing-testkit/balancer";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import { until } from "@onekonsole/billing-testkit/until";
import { expect, test } from "vitest";

const customers = 20;
const arrivalMs = 120;

/** The result of one customer. */
interface CustomerResult {
  readonly orderId: string;
  readonly versions: readonly number[];
  readonly state: string;
}

interface Load {
  readonly url: string;
  readonly sandbox: FlowEnvironment["sandbox"];
  /** The path of each request so far. */
  readonly requestPaths: string[];
}

/** Creates, watches, approves and reads an order; rejects if a request is cut off or rejected. */
async function processOrder(
  { url, sandbox, requestPaths }: Load,
  index: number,
): Promise<CustomerResult> {
  const client = createBillingClient({
    url,
    // A second attempt would hide that the first one was cut off.
    retryForMs: 0,
    fetch: (input, init) => {
      requestPaths.push(new URL(input instanceof Request ? input.url : input).pathname);
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

test("SIGTERM under load: no request is cut off, streams resume on another replica, jobs complete", async () => {
  await using environment = await startFlowEnvironment();
  const { sandbox } = environment;
  const stopped = await environment.startServer();
  const remaining = await environment.startServer();
  const serving = new Set([stopped, remaining]);
  await using balancer = await openBalancer(() =>
    [...serving].map(({ url }) => Number(new URL(url).port)),
  );
  // Slow enough that requests and jobs are running at any moment.
  for (const operation of ["orders.create", "orders.capture"] as const)
    sandbox.paypal.faults.add({ operation, kind: "delay", latencyMs: 700, times: Infinity });
  sandbox.webOrder.faults.add({
    operation: "order.create",
    kind: "delay",
    latencyMs: 700,
    times: Infinity,
  });

  const requestPaths: string[] = [];
  const load = { url: balancer.url, sandbox, requestPaths };
  const results = Array.from({ length: customers }, async (_, index) => {
    await sleep(index * arrivalMs);
    return processOrder(load, index);
  });
  const allServed = Promise.all(results);
  await until("the load has started", () => sandbox.webOrder.rows.length >= 3 || undefined);
  // As in Kubernetes: the replica gets no new connections and keeps those that are open.
  serving.delete(stopped);
  expect(await stopped.stop()).toBe(0);

  const served = await allServed;
  expect(served.map(({ state }) => state)).toEqual(served.map(() => "provisioned"));
  expect(served.map(({ versions }) => versions)).toEqual(served.map(() => [1, 2, 3, 4]));
  for (const { orderId } of served) {
    expect(sandbox.paypal.captureCount(orderId)).toBe(1);
    expect(sandbox.webOrder.findRows(orderId)).toHaveLength(1);
  }
  // The stopped server had handled requests and streams, and the watchers of its streams resumed.
  const watched = requestPaths.filter((path) => path.endsWith("/order.watch")).length;
  expect(watched).toBeGreaterThan(customers);
  const stopping = stopped.log.findIndex((line) => line.includes('"msg":"stopping"'));
  const afterwards = stopped.log.slice(stopping);
  expect(afterwards.some((line) => line.includes('"msg":"answered"'))).toBe(true);
  expect(stopped.log.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
});
