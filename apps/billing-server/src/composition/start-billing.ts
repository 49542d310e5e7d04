import { createApp } from "../http/app.ts";
import { countByOrigin } from "../http/request-credentials.ts";
import { type HttpServer, serve } from "../http/serve.ts";
import { cacheFor } from "../lib/cache-for.ts";
import { settleAll } from "../lib/settle-all.ts";
import { neverAborted, unlessAborted } from "../lib/unless-aborted.ts";
import { createMetrics } from "../metrics/create-metrics.ts";
import type { Tracer } from "../ports/tracer.ts";
import { createReceiptRenderer } from "../receipts/create-receipt-renderer.ts";
import { checkWrite } from "../store/check-write.ts";
import { queueNames } from "../store/job-queue.ts";
import { migrateDatabase } from "../store/migrate.ts";
import { checkDatabase } from "../store/readiness.ts";
import { createAccessControl } from "./access-control.ts";
import { checkDatabaseUrl } from "./check-database-url.ts";
import { docsSettings } from "./docs-settings.ts";
import { jobHandlers } from "./job-handlers.ts";
import { openTracing } from "./open-tracing.ts";
import { createPersistence } from "./persistence.ts";
import type { RuntimeSettings } from "./runtime-settings.ts";
import { startupSteps } from "./startup-step.ts";
import { connectUpstreams } from "./upstreams.ts";
import { createWaiters } from "./waiters.ts";
import { warnOfDefaults } from "./warn-of-defaults.ts";
import { createWebhookReceiver } from "./webhook-receiver.ts";

/** A running service. */
export interface Billing {
  readonly port: number;
  /** Stops accepting work, finishes running work, and closes streams so that clients reconnect elsewhere. */
  stop(): Promise<void>;
}

// Run in parallel; shorter than the chart's 60 s before SIGKILL.
const requestGraceMs = 10_000;
const jobGraceMs = 25_000;

// Shorter than the period of the readiness probe, so that each probe tests a write.
const writeCheckMs = 4_000;

/**
 * Checks the database URL, migrates the schema, then opens the port and starts the jobs. On failure, closes
 * what was opened, then rejects with the failure. Aborting `stopping` before the port is open rejects within
 * 3 s; open connections are then left to the exit of the process.
 */
export async function startBilling(
  settings: RuntimeSettings,
  stopping: AbortSignal = neverAborted,
): Promise<Billing> {
  warnOfDefaults(settings.config, settings.log);
  const runStep = startupSteps(settings.log, stopping);
  await runStep("check database", () => unlessAborted(stopping, () => checkDatabaseUrl(settings)));
  await runStep("migrate database", () => migrateDatabase(settings.databaseUrl, stopping));
  // Closes in reverse order, also after a step that fails.
  const opened = new AsyncDisposableStack();
  const stop = () => opened.disposeAsync();
  let server: HttpServer | undefined;
  try {
    const tracing = await openTracing(settings.config, settings.log);
    opened.defer(() => tracing.close());
    const parts = composeParts(settings, { tracer: tracing.tracer, opened });
    opened.defer(() => {
      const drained = server?.close(requestGraceMs) ?? Promise.resolve();
      parts.waiters.close();
      return settleAll([drained, parts.jobs.stop(jobGraceMs), parts.eventSending.stop()]);
    });
    await runStep("start job queue", () => unlessAborted(stopping, () => parts.jobs.start()));
    const { host, port } = settings.config;
    server = await serve({
      ...parts.app,
      host,
      port,
      countUnparsed: (origin) => countByOrigin(parts.accessControl, origin),
    });
    await parts.jobs.work(jobHandlers(parts));
    await parts.eventSending.start();
    return { port: server.port, stop };
  } catch (error) {
    const stopped = stop().catch((failure: unknown) => {
      if (!stopping.aborted)
        settings.log.warn({ err: failure }, "could not close after the failure");
    });
    // pg-boss first completes its start, which may wait for a lock.
    if (!stopping.aborted || server !== undefined) await stopped;
    throw error;
  }
}

interface Composition {
  readonly tracer: Tracer;
  /** Receives what has to be closed, as soon as it is open. */
  readonly opened: AsyncDisposableStack;
}

/** Connects every port to its adapter. */
function composeParts(settings: RuntimeSettings, { tracer, opened }: Composition) {
  const { config, databaseUrl, log } = settings;
  const metrics = createMetrics();
  const persistence = createPersistence(settings, { metrics, tracer });
  const { database, jobs, store, operators, inbox, checkpoint, feed, audit } = persistence;
  const { connection, eventSending } = persistence;
  opened.defer(() => database.close());
  const { waiters, stopWaking } = createWaiters(databaseUrl, persistence);
  opened.defer(stopWaking);
  const upstreams = connectUpstreams(settings, { metrics, tracer });
  const { breakers, client, paypal, archive, webOrder, checkUpstreams } = upstreams;
  opened.defer(() => settleAll([client.close(), webOrder.close()]));
  metrics.measure({ ...persistence.gaugeSources, breakers, waiters });

  const { priceBook, vat, seller, approvalTimeoutMs, allowedOrigins } = config;
  const rules = { priceBook, vat, seller, approvalTimeoutMs, allowedOrigins };
  const write = cacheFor(writeCheckMs, () => checkWrite(database.pool));
  const accessControl = createAccessControl({ config, pool: database.pool, log });
  const receipts = createReceiptRenderer();
  opened.defer(() => receipts.close());
  const app = createApp({
    deps: { store, operators, paypal, feed, waiters, tracer, ...eventSending.deps, ...rules },
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
    receipts,
    docs: docsSettings(config),
  });
  return {
    jobs,
    store,
    inbox,
    archive,
    checkpoint,
    audit,
    feed,
    eventRetentionMs: config.eventRetentionMs,
    paypal,
    webOrder,
    waiters,
    eventSending,
    tracer,
    app,
    accessControl,
    log,
  };
}
