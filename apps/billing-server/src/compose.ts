import { sql } from "kysely";
import type { Logger } from "pino";
import { createCircuitBreaker } from "./circuit-breaker.ts";
import type { Config } from "./config/read-config.ts";
import type { OrderId } from "./domain/order.ts";
import { createApp } from "./http/app.ts";
import { type HttpServer, serve } from "./http/serve.ts";
import { jobHandlers, logFailedTry } from "./job-handlers.ts";
import { createMetrics } from "./metrics.ts";
import { BillingPayPalClient, type PayPalAccount } from "./paypal/client.ts";
import { createPayPalGateway } from "./paypal/gateway.ts";
import { createTransport } from "./paypal/transport.ts";
import { openDatabase } from "./store/database.ts";
import { createJobQueue } from "./store/job-queue.ts";
import { migrateDatabase } from "./store/migrate.ts";
import { countStates, moneyReport } from "./store/money-report.ts";
import { createOrderStore } from "./store/order-store.ts";
import { createWebhookInbox } from "./store/webhook-inbox.ts";
import { orderChangedChannel } from "./store/write-transition.ts";
import { listen } from "./waiters/listen.ts";
import { createWaiterRegistry } from "./waiters/registry.ts";
import { createWebOrder } from "./web-order/web-order.ts";
import { webhookReception } from "./webhook-reception.ts";

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

// Side by side, and together below the 60 s that the chart gives a pod to end.
const requestGraceMs = 10_000;
const jobGraceMs = 25_000;

/** Brings the service up: schema first, then the port, then the jobs. Leaves nothing open on failure. */
export async function startBilling(surroundings: Surroundings): Promise<Billing> {
  await migrateDatabase(surroundings.databaseUrl);
  const parts = composeParts(surroundings);
  let server: HttpServer | undefined;
  const stop = async (): Promise<void> => {
    const drained = server?.close(requestGraceMs);
    parts.waiters.close();
    await Promise.all([drained, parts.jobs.stop(jobGraceMs)]);
    await parts.close();
  };
  try {
    await parts.jobs.start();
    const { host, port } = surroundings.config;
    server = await serve({ fetch: parts.app.fetch, host, port });
    await parts.jobs.work(jobHandlers(parts));
    return { port: server.port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The composition root: the one place where ports meet their adapters. */
function composeParts(surroundings: Surroundings) {
  const { config, databaseUrl, log } = surroundings;
  const onError = (error: Error) => log.warn({ err: error }, "database connection");
  const database = openDatabase({ url: databaseUrl, maxConnections: 20, onError });
  const jobs = createJobQueue({ databaseUrl, onError, onFailedTry: logFailedTry(log) });
  const { enqueue, enqueueWebhook } = jobs;
  const store = createOrderStore(database, {
    enqueue,
    duplicateWindowMs: config.duplicateWindowMs,
  });
  const inbox = createWebhookInbox(database.db, enqueueWebhook);

  const breakers = { paypal: createCircuitBreaker(), web_order: createCircuitBreaker() };
  const client = new BillingPayPalClient(surroundings.paypal, createTransport);
  const paypal = createPayPalGateway({ client, breaker: breakers.paypal });
  const webOrder = createWebOrder({ url: surroundings.webOrderUrl, breaker: breakers.web_order });
  const waiters = createWaiterRegistry();
  const stopListening = listen({
    databaseUrl,
    channel: orderChangedChannel,
    onNotification: (id) => waiters.wake(id as OrderId),
    onReconnect: () => waiters.wakeAll(),
    onError,
  });

  const { priceBook, approvalTimeoutMs, allowedOrigins } = config;
  const app = createApp({
    deps: { store, paypal, waiters, priceBook, approvalTimeoutMs, allowedOrigins },
    log,
    checkReady: async () => {
      await sql`select 1`.execute(database.db);
      return { paypal: breakers.paypal.state, web_order: breakers.web_order.state };
    },
    webhooks: webhookReception({ ...surroundings, client, inbox }),
    metrics: createMetrics({
      breakers,
      waiters,
      money: () => moneyReport(database.db),
      states: () => countStates(database.db),
    }),
  });
  const close = async (): Promise<void> => {
    await stopListening();
    await Promise.all([client.close(), webOrder.close(), database.close()]);
  };
  return { jobs, store, inbox, paypal, webOrder, waiters, app, log, close };
}
