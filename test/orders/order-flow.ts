import { createBillingClient } from "@onekonsole/billing-client";
import type { Order } from "@onekonsole/billing-contract";
import {
  type ConsoleResponse,
  consoleCall,
  orderInput,
} from "@onekonsole/billing-testkit/console-call";
import type { BillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import pg from "pg";
import { expect } from "vitest";

/** A server with its upstreams, subscribed to PayPal's webhooks, and helpers to process orders. */
export interface OrderFlow extends FlowEnvironment {
  readonly server: BillingProcess;
  /** Creates an order; resolves with PayPal's order id. */
  create(
    name: string,
    details?: Parameters<typeof orderInput>[1],
    currency?: string,
  ): Promise<string>;
  approve(orderId: string): Promise<ConsoleResponse>;
  order(orderId: string): Promise<Order>;
  /** Waits until the order is in that state. */
  reaches(orderId: string, state: Order["state"]): Promise<void>;
  /** Makes every waiting order due, and enqueues a sweep. */
  sweep(): Promise<void>;
  /** Enqueues a sweep of the orders that are due already. */
  sweepDue(): Promise<void>;
  /** Enqueues the job that reads PayPal's list of events. */
  backfill(): Promise<void>;
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

const webhookId = "4JH86294D6297924G";

/** Starts everything with these settings of the server. */
export async function startOrderFlow(
  settings: Readonly<Record<string, string>> = {},
): Promise<OrderFlow> {
  const stack = new AsyncDisposableStack();
  const environment = stack.use(await startFlowEnvironment());
  const { webhooks } = environment.sandbox.paypal;
  const server = await environment.startServer({
    paypal_webhook_id: webhookId,
    paypal_webhook_issuer: webhooks.caCertificate,
    ...settings,
  });
  webhooks.subscribe({ url: `${server.url}/webhooks/paypal`, webhookId });
  const database = stack.adopt(
    new pg.Pool({ connectionString: environment.databaseUrl, max: 2 }),
    (pool) => pool.end(),
  );
  database.on("error", () => undefined);
  const client = createBillingClient({ url: server.url });
  const order = (orderId: string) => client.order.get.query({ order_id: orderId });
  const enqueue = async (job: string): Promise<void> => {
    await database.query(
      `insert into pgboss.job (name, policy, retry_limit, expire_seconds, heartbeat_seconds)
       select name, policy, retry_limit, expire_seconds, heartbeat_seconds
         from pgboss.queue where name = $1`,
      [job],
    );
  };
  return {
    ...environment,
    server,
    order,
    create: async (name, details, currency = "USD") => {
      const sent = { ...orderInput(name, details), currency };
      const { status, body } = await consoleCall(server.url, "/order/create", sent);
      expect(status).toBe(200);
      return body["order_id"] as string;
    },
    approve: (orderId) => consoleCall(server.url, "/order/approve", { order_id: orderId }),
    reaches: (orderId, state) =>
      expect.poll(async () => (await order(orderId)).state, { interval: 50 }).toBe(state),
    sweep: async () => {
      await database.query("update orders set due_at = now() where due_at is not null");
      await enqueue("sweep");
    },
    sweepDue: () => enqueue("sweep"),
    backfill: () => enqueue("backfill"),
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await database.query(text, [...values]);
      return rows as Row[];
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
