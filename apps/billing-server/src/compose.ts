import type { Logger } from "pino";
import { checkDatabaseUrl } from "./check-database-url.ts";
import type { Config } from "./config/read-config.ts";
import { connectNeighbours } from "./connect-neighbours.ts";
import { keepFor } from "./domain/keep-for.ts";
import type { OrderId } from "./domain/order.ts";
import type { Tracer } from "./domain/tracer.ts";
import { openDoor } from "./door.ts";
import { createApp } from "./http/app.ts";
import { takeForOrigin } from "./http/arrival.ts";
import { type HttpServer, serve } from "./http/serve.ts";
import { jobHandlers } from "./job-handlers.ts";
import { createMetrics } from "./metrics/create-metrics.ts";
import { openStorage } from "./open-storage.ts";
import { openTracing } from "./open-tracing.ts";
import type { PayPalAccount } from "./paypal/client.ts";
import { queueNames } from "./store/job-queue.ts";
import { listen } from "./store/listen.ts";
import { migrateDatabase } from "./store/migrate.ts";
import { proveWrite } from "./store/prove-write.ts";
import { checkDatabase } from "./store/readiness.ts";
import { orderChangedChannel } from "./store/write-transition.ts";
import { createWaiterRegistry } from "./waiters/registry.ts";
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

// Below the period of the chart's readiness probe, so that each probe has a proof of its own.
const writeProofMs = 4_000;

/**
 * Brings the service up: first a look at the way to the database, then the schema, the port and the
 * jobs. Leaves nothing open on failure.
 */
export async function startBilling(surroundings: Surroundings): Promise<Billing> {
  await checkDatabaseUrl(surroundings);
  await migrateDatabase(surroundings.databaseUrl);
  const tracing = await openTracing(surroundings.config, surroundings.log);
  const parts = composeParts(surroundings, tracing.tracer);
  let server: HttpServer | undefined;
  const stop = async (): Promise<void> => {
    const drained = server?.close(requestGraceMs);
    parts.waiters.close();
    await Promise.all([drained, parts.jobs.stop(jobGraceMs)]);
    await parts.close();
    await tracing.close();
  };
  try {
    await parts.jobs.start();
    const { host, port } = surroundings.config;
    server = await serve({
      fetch: parts.app.fetch,
      host,
      port,
      countUnreadable: (origin) => takeForOrigin(parts.door, origin),
    });
    await parts.jobs.work(jobHandlers(parts));
    return { port: server.port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The composition root: ports meet their adapters here, in what is stored and in the neighbours. */
function composeParts(surroundings: Surroundings, tracer: Tracer) {
  const { config, databaseUrl, log } = surroundings;
  const metrics = createMetrics();
  const storage = openStorage(surroundings, { metrics, tracer });
  const { database, jobs, store, operators, inbox, mark, connection } = storage;
  const waiters = createWaiterRegistry();
  const stopListening = listen({
    databaseUrl,
    channel: orderChangedChannel,
    onNotification: (id) => waiters.wake(id as OrderId),
    onReconnect: () => {
      connection.onBack();
      waiters.wakeAll();
    },
    onError: connection.onLost,
  });
  const neighbours = connectNeighbours(surroundings, { metrics, tracer });
  const { breakers, client, paypal, archive, webOrder, checkNeighbours } = neighbours;
  metrics.measure({ ...storage.measured, breakers, waiters });

  const { priceBook, approvalTimeoutMs, allowedOrigins } = config;
  const rules = { priceBook, approvalTimeoutMs, allowedOrigins };
  const write = keepFor(writeProofMs, () => proveWrite(database.pool));
  const door = openDoor({ config, pool: database.pool, log });
  const app = createApp({
    deps: { store, operators, paypal, waiters, tracer, ...rules },
    door,
    log,
    checkReady: async () => {
      await checkDatabase(database.db, queueNames);
      await write();
      connection.onBack();
      return checkNeighbours();
    },
    webhooks: webhookReception({ ...surroundings, inbox }),
    metrics,
  });
  const close = async (): Promise<void> => {
    await stopListening();
    await Promise.all([client.close(), webOrder.close(), database.close()]);
  };
  return {
    jobs,
    store,
    inbox,
    archive,
    mark,
    paypal,
    webOrder,
    waiters,
    tracer,
    app,
    door,
    log,
    close,
  };
}
