import { createBillingClient } from "@onekonsole/billing-client";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import type { BillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import { until } from "@onekonsole/billing-testkit/until";
import pg from "pg";
import { describe, expect, test } from "vitest";

interface OrderFlow extends FlowEnvironment {
  readonly server: BillingProcess;
  /** Resolves when a request to that path has arrived at PayPal or web-order since the call. */
  arrival(path: RegExp): Promise<void>;
  /** Resolves as soon as the database notifies that an order reached the version. */
  committed(orderId: string, version: number): Promise<void>;
  /** The last number of each series. */
  lastNumbers(): Promise<number[]>;
  /** Skips the time after which the jobs and the delivery of a dead process are taken over. */
  timePasses(): Promise<void>;
}

/** Brings an order to the moment of the kill; resolves with its id, or without one if create did not respond. */
type Act = (scene: OrderFlow) => Promise<string | null>;

const create = async ({ server }: OrderFlow): Promise<string> => {
  const { body } = await consoleCall(server.url, "/order/create", orderInput("killed-cluster"));
  return body["order_id"] as string;
};

const created = async (scene: OrderFlow): Promise<string> => {
  const orderId = await create(scene);
  scene.sandbox.paypal.approve(orderId);
  return orderId;
};

/** Approves without waiting for the response, which may never arrive. */
const approve = ({ server }: OrderFlow, orderId: string): void => {
  void consoleCall(server.url, "/order/approve", { order_id: orderId }).catch(() => undefined);
};

const capturePath = /\/capture$/;
const ordersPath = /^\/v2\/checkout\/orders$/;
const orderPath = /^\/v2\/checkout\/orders\/[^/]+$/;
const deliveryPath = /^\/order$/;

/** Every moment between two steps of an order. A delayed response leaves time for the kill. */
const moments: readonly [string, Act][] = [
  [
    "PayPal created the order, before its response is read",
    async (scene) => {
      scene.sandbox.paypal.faults.add({ operation: "orders.create", kind: "hang", when: "after" });
      const arrived = scene.arrival(ordersPath);
      void create(scene).catch(() => undefined);
      await arrived;
      return null;
    },
  ],
  ["the order is stored and answered", create],
  ["the payer approved, before approve is called", created],
  [
    "approve queries PayPal",
    async (scene) => {
      const orderId = await created(scene);
      scene.sandbox.paypal.faults.add({ operation: "orders.get", kind: "hang" });
      const arrived = scene.arrival(orderPath);
      approve(scene, orderId);
      await arrived;
      return orderId;
    },
  ],
  [
    "the approval is committed",
    async (scene) => {
      const orderId = await created(scene);
      const committed = scene.committed(orderId, 2);
      approve(scene, orderId);
      await committed;
      return orderId;
    },
  ],
  [
    "the capture is sent, before PayPal captures",
    async (scene) => {
      const orderId = await created(scene);
      scene.sandbox.paypal.faults.add({ operation: "orders.capture", kind: "hang" });
      const arrived = scene.arrival(capturePath);
      approve(scene, orderId);
      await arrived;
      return orderId;
    },
  ],
  [
    "PayPal captured, before its response is read",
    async (scene) => {
      const orderId = await created(scene);
      const { paypal } = scene.sandbox;
      paypal.faults.add({ operation: "orders.capture", kind: "hang", when: "after" });
      approve(scene, orderId);
      await until("PayPal captured", () => paypal.captureCount(orderId) === 1);
      return orderId;
    },
  ],
  [
    "the capture is committed",
    async (scene) => {
      const orderId = await created(scene);
      const committed = scene.committed(orderId, 3);
      approve(scene, orderId);
      await committed;
      return orderId;
    },
  ],
  [
    "the delivery is sent, before web-order stores it",
    async (scene) => {
      const orderId = await created(scene);
      scene.sandbox.webOrder.faults.add({ operation: "order.create", kind: "hang" });
      const arrived = scene.arrival(deliveryPath);
      approve(scene, orderId);
      await arrived;
      return orderId;
    },
  ],
  [
    "web-order stored the order, before its response is read",
    async (scene) => {
      const orderId = await created(scene);
      const { webOrder } = scene.sandbox;
      webOrder.faults.add({ operation: "order.create", kind: "hang", when: "after" });
      approve(scene, orderId);
      await until("the row is stored", () => webOrder.rows.length === 1);
      return orderId;
    },
  ],
  [
    "the delivery is committed",
    async (scene) => {
      const orderId = await created(scene);
      const committed = scene.committed(orderId, 4);
      approve(scene, orderId);
      await committed;
      return orderId;
    },
  ],
];

describe.concurrent("kill -9 of the server, then a restart", () => {
  test.each(moments)("when %s", async (_moment, act) => {
    await using environment = await startFlowEnvironment();
    await using scene = await startOrderFlow(environment);
    const known = await act(scene);
    await scene.server.kill();
    await scene.timePasses();
    environment.sandbox.paypal.faults.clear();
    environment.sandbox.webOrder.faults.clear();

    const server = await environment.startServer();
    const orderId = known ?? (await create({ ...scene, server }));
    const client = createBillingClient({ url: server.url });
    const { state } = await client.order.get.query({ order_id: orderId });
    if (state === "awaiting_approval") {
      if (environment.sandbox.paypal.orders.get(orderId)?.status === "CREATED")
        environment.sandbox.paypal.approve(orderId);
      await client.order.approve.mutate({ order_id: orderId });
    }

    expect((await client.waitUntilSettled(orderId)).state).toBe("provisioned");
    expect(environment.sandbox.paypal.captureCount(orderId)).toBe(1);
    expect(environment.sandbox.webOrder.rows.map((row) => row.paypal_id)).toEqual([orderId]);
    // The next number is 2: none was drawn for a payment that was not recorded.
    const { documents } = await client.order.receipt.query({ order_id: orderId });
    expect(documents.map(({ number }) => number)).toEqual([
      expect.stringMatching(/^\d{4}-000001$/),
    ]);
    expect(await scene.lastNumbers()).toEqual([1]);
  });
});

async function startOrderFlow(environment: FlowEnvironment): Promise<OrderFlow & AsyncDisposable> {
  const server = await environment.startServer();
  const listener = new pg.Client({ connectionString: environment.databaseUrl });
  await listener.connect();
  await listener.query("listen order_changed");
  let changes = 0;
  listener.on("notification", () => (changes += 1));
  const { paypal, webOrder } = environment.sandbox;
  return {
    ...environment,
    server,
    arrival: (path) => {
      const before = [paypal.requests.length, webOrder.requests.length] as const;
      return until(`a request to ${path} arrived`, () =>
        [...paypal.requests.slice(before[0]), ...webOrder.requests.slice(before[1])].some(
          (request) => request.method !== "HEAD" && path.test(request.path),
        ),
      ).then(() => undefined);
    },
    committed: (_orderId, version) =>
      until(`version ${version} was committed`, () => changes >= version - 1).then(() => undefined),
    lastNumbers: async () => {
      const { rows } = await listener.query<{ last: number }>("select last from receipt_series");
      return rows.map(({ last }) => last);
    },
    timePasses: async () => {
      await listener.query(
        "update pgboss.job set heartbeat_on = now() - interval '1 minute' where state = 'active'",
      );
      await listener.query(
        "update orders set delivery_started_at = now() - interval '61 seconds' where delivery_started_at is not null",
      );
    },
    [Symbol.asyncDispose]: async () => {
      await listener.end();
      await server[Symbol.asyncDispose]();
    },
  };
}
