import { sql } from "kysely";
import type { Logger } from "pino";
import type { Config } from "./config/read-config.ts";
import type { OrderId } from "./domain/order.ts";
import { createApp } from "./http/app.ts";
import { serve } from "./http/serve.ts";
import { BillingPayPalClient, type PayPalAccount } from "./paypal/client.ts";
import { createPayPalGateway } from "./paypal/gateway.ts";
import { createTransport } from "./paypal/transport.ts";
import { orderChangedChannel } from "./store/apply-event.ts";
import { openDatabase } from "./store/database.ts";
import { createJobQueue, type JobHandler } from "./store/job-queue.ts";
import { migrate } from "./store/migrate.ts";
import { createOrderStore } from "./store/order-store.ts";
import { listen } from "./waiters/listen.ts";
import { createWaiterRegistry } from "./waiters/registry.ts";
import { createWebOrder } from "./web-order/web-order.ts";
import { captureOrder } from "./workers/capture-order.ts";
import { deliverOrder } from "./workers/deliver-order.ts";
import { giveUp } from "./workers/give-up.ts";
import { RetryLater } from "./workers/retry-later.ts";

/** The settings with everything that may be built in made real. */
export interface Surroundings {
  readonly config: Config;
  readonly paypal: PayPalAccount;
  readonly webOrderUrl: string;
  readonly databaseUrl: string;
  readonly log: Logger;
}

/** A running service. */
export interface Billing {
  readonly port: number;
  /** Stops taking work, finishes what runs, closes streams so that their clients go elsewhere. */
  stop(): Promise<void>;
}

// Together below the 45 s that the chart gives a pod to end.
const requestGraceMs = 10_000;
const jobGraceMs = 25_000;

/** The composition root: the one place where ports meet their adapters. */
export async function startBilling(surroundings: Surroundings): Promise<Billing> {
  const { config, databaseUrl, log } = surroundings;
  const onError = (error: Error) => log.warn({ err: error }, "database connection");
  const database = openDatabase({ url: databaseUrl, maxConnections: 20, onError });
  await migrate(database);
  const jobs = createJobQueue({
    databaseUrl,
    onError,
    onFailedTry: ({ error, ...fields }) => {
      if (error instanceof RetryLater)
        log.warn({ ...fields, cause: error.message }, "job postponed");
      else log.error({ ...fields, err: error }, "job failed");
    },
  });
  await jobs.start();

  const store = createOrderStore(database, jobs.enqueue);
  const paypalClient = new BillingPayPalClient(surroundings.paypal, createTransport);
  const paypal = createPayPalGateway(paypalClient);
  const webOrder = createWebOrder(surroundings.webOrderUrl);
  const waiters = createWaiterRegistry();
  const stopListening = listen({
    databaseUrl,
    channel: orderChangedChannel,
    onNotification: (id) => waiters.wake(id as OrderId),
    onReconnect: () => waiters.wakeAll(),
    onError,
  });
  await jobs.work({
    capture: ({ order_id: id }, attempt) =>
      captureOrder({ store, paypal, log }, id as OrderId, attempt),
    deliver: forOrder((id) => deliverOrder({ store, webOrder, log }, id)),
    stuck: forOrder((id) => giveUp({ store, log }, id)),
  });

  const { priceBook, approvalTimeoutMs, allowedOrigins } = config;
  const deps = { store, paypal, waiters, priceBook, approvalTimeoutMs, allowedOrigins };
  const checkReady = async () => void (await sql`select 1`.execute(database.db));
  const app = createApp({ deps, log, checkReady });
  const server = await serve({ fetch: app.fetch, host: config.host, port: config.port });

  return {
    port: server.port,
    stop: async () => {
      const drained = server.close(requestGraceMs);
      waiters.close();
      await Promise.all([drained, jobs.stop(jobGraceMs)]);
      await stopListening();
      await Promise.all([paypalClient.close(), webOrder.close(), database.close()]);
    },
  };
}

const forOrder =
  (work: (id: OrderId) => Promise<void>): JobHandler =>
  ({ order_id: id }) =>
    work(id as OrderId);
