import type { OrderId } from "../domain/order.ts";
import { createApp } from "../http/app.ts";
import { countUnparsedRequest } from "../http/request-credentials.ts";
import { type HttpServer, serve } from "../http/serve.ts";
import { cacheFor } from "../lib/cache-for.ts";
import { createMetrics } from "../metrics/create-metrics.ts";
import type { Tracer } from "../ports/tracer.ts";
import { queueNames } from "../store/job-queue.ts";
import { listen } from "../store/listen.ts";
import { migrateDatabase } from "../store/migrate.ts";
import { proveWrite } from "../store/prove-write.ts";
import { checkDatabase } from "../store/readiness.ts";
import { orderChangedChannel } from "../store/write-transition.ts";
import { createWaiterRegistry } from "../waiters/registry.ts";
import { createAccessControl } from "./access-control.ts";
import { checkDatabaseUrl } from "./check-database-url.ts";
import { jobHandlers } from "./job-handlers.ts";
import { openTracing } from "./open-tracing.ts";
import { createPersistence } from "./persistence.ts";
import type { RuntimeSettings } from "./runtime-settings.ts";
import { connectUpstreams } from "./upstreams.ts";
import { createWebhookReceiver } from "./webhook-receiver.ts";

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
export async function startBilling(settings: RuntimeSettings): Promise<Billing> {
  await checkDatabaseUrl(settings);
  await migrateDatabase(settings.databaseUrl);
  const tracing = await openTracing(settings.config, settings.log);
  const parts = composeParts(settings, tracing.tracer);
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
    const { host, port } = settings.config;
    server = await serve({
      fetch: parts.app.fetch,
      host,
      port,
      countUnparsed: (origin) => countUnparsedRequest(parts.accessControl, origin),
    });
    await parts.jobs.work(jobHandlers(parts));
    return { port: server.port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The composition root: ports meet their adapters here, in what is stored and in the upstreams. */
function composeParts(settings: RuntimeSettings, tracer: Tracer) {
  const { config, databaseUrl, log } = settings;
  const metrics = createMetrics();
  const storage = createPersistence(settings, { metrics, tracer });
  const { database, jobs, store, operators, inbox, checkpoint, connection } = storage;
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
  const upstreams = connectUpstreams(settings, { metrics, tracer });
  const { breakers, client, paypal, archive, webOrder, checkUpstreams } = upstreams;
  metrics.measure({ ...storage.gaugeSources, breakers, waiters });

  const { priceBook, approvalTimeoutMs, allowedOrigins } = config;
  const rules = { priceBook, approvalTimeoutMs, allowedOrigins };
  const write = cacheFor(writeProofMs, () => proveWrite(database.pool));
  const accessControl = createAccessControl({ config, pool: database.pool, log });
  const app = createApp({
    deps: { store, operators, paypal, waiters, tracer, ...rules },
    accessControl,
    log,
    checkReady: async () => {
      await checkDatabase(database.db, queueNames);
      await write();
      connection.onBack();
      return checkUpstreams();
    },
    webhooks: createWebhookReceiver({ ...settings, inbox }),
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
    checkpoint,
    paypal,
    webOrder,
    waiters,
    tracer,
    app,
    accessControl,
    log,
    close,
  };
}
