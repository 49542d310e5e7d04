import { createBillingClient } from "@onekonsole/billing-client";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import type { BillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import { until } from "@onekonsole/billing-testkit/until";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { startFlowEnvironment, type FlowEnvironment } from "../flow/flow-environment.ts";

interface Story extends FlowEnvironment {
  readonly server: BillingProcess;
  /** Resolves when a request to that path has arrived at PayPal or web-order since the call. */
  arrival(path: RegExp): Promise<void>;
  /** Resolves as soon as the database announces that an order reached the version. */
  committed(orderId: string, version: number): Promise<void>;
  /** Ends the time after which a dead process's jobs and its delivery are taken over. */
  timePasses(): Promise<void>;
}

/** How an order is brought to the moment of the kill; resolves with its id, or none was answered. */
type Act = (scene: Story) => Promise<string | null>;

const create = async ({ server }: Story): Promise<string> => {
  const { body } = await consoleCall(server.url, "/order/create", orderInput("killed-cluster"));
  return body["order_id"] as string;
};

const created = async (scene: Story): Promise<string> => {
  const orderId = await create(scene);
  scene.sandbox.paypal.approve(orderId);
  return orderId;
};

/** Approves without waiting for the answer, which may never come. */
const approve = ({ server }: Story, orderId: string): void => {
  void consoleCall(server.url, "/order/approve", { order_id: orderId }).catch(() => undefined);
};

const capturePath = /\/capture$/;
const ordersPath = /^\/v2\/checkout\/orders$/;
const orderPath = /^\/v2\/checkout\/orders\/[^/]+$/;
const deliveryPath = /^\/order$/;

/** Every gap between two steps of an order. Holding an answer back opens the gap to kill in. */
const moments: readonly [string, Act][] = [
  [
    "PayPal opened the order, before its answer is read",
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
    "approve asks PayPal",
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
    "the capture is sent, before PayPal takes the money",
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
    "PayPal took the money, before its answer is read",
    async (scene) => {
      const orderId = await created(scene);
      const { paypal } = scene.sandbox;
      paypal.faults.add({ operation: "orders.capture", kind: "hang", when: "after" });
      approve(scene, orderId);
      await until("the money was taken", () => paypal.captureCount(orderId) === 1);
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
    "the delivery is sent, before web-order takes it",
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
    "web-order took the order, before its answer is read",
    async (scene) => {
      const orderId = await created(scene);
      const { webOrder } = scene.sandbox;
      webOrder.faults.add({ operation: "order.create", kind: "hang", when: "after" });
      approve(scene, orderId);
      await until("the row was written", () => webOrder.rows.length === 1);
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
    await using scene = await startStory(environment);
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
  });
});

async function startStory(environment: FlowEnvironment): Promise<Story & AsyncDisposable> {
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
