import type { Config } from "../config/read-config.ts";
import type { BillingMetrics } from "../metrics/create-metrics.ts";
import type { Log } from "../ports/log.ts";
import type { Tracer } from "../ports/tracer.ts";
import { createBackfillCheckpoint } from "../store/backfill-checkpoint.ts";
import { countDisputed } from "../store/count-disputed.ts";
import { countStates } from "../store/count-states.ts";
import { openDatabase } from "../store/database.ts";
import { dispatchedThrough, removeOldDispatches } from "../store/dispatched-through.ts";
import { createEventFeed } from "../store/event-feed.ts";
import { createJobQueue } from "../store/job-queue.ts";
import { createLedgerAudit } from "../store/ledger-audit.ts";
import { countDispatches } from "../store/list-endpoints.ts";
import { countMerchantHeld } from "../store/merchant-held.ts";
import { createOperatorStore } from "../store/operator-store.ts";
import { createOrderStore } from "../store/order-store.ts";
import { oldestRefundSeconds } from "../store/refunds-under-way.ts";
import { countUnmatched } from "../store/unmatched-payments.ts";
import { createWebhookInbox } from "../store/webhook-inbox.ts";
import { createEventSending } from "./event-sending.ts";
import { logDatabaseOutage } from "./log-database-outage.ts";
import { logJobAttempt } from "./log-job-attempt.ts";
import { logTransitions } from "./log-transitions.ts";

interface StorageOptions {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly log: Log;
}

interface Observers {
  readonly metrics: BillingMetrics;
  readonly tracer: Tracer;
}

/** Stores and job queue in one database, so that both are written in one transaction. */
export function createPersistence(
  { config, databaseUrl, log }: StorageOptions,
  { metrics, tracer }: Observers,
) {
  const connection = logDatabaseOutage(log);
  const { onError } = connection;
  const database = openDatabase({ url: databaseUrl, maxConnections: 20, onError, tracer });
  const onAttempt = logJobAttempt(log, metrics.job);
  const jobs = createJobQueue({ databaseUrl, onError, onAttempt, tracer });
  const { enqueue, enqueueAtOnce, completeJob, enqueueWebhook } = jobs;
  const { duplicateWindowMs, openOrdersPerUser, receiptRules } = config;
  const limits = { duplicateWindowMs, openOrdersPerUser };
  const store = createOrderStore(database, {
    enqueue,
    enqueueAtOnce,
    completeJob,
    ...limits,
    receiptRules,
    ...logTransitions(log),
  });
  const operators = createOperatorStore(database.db, enqueueWebhook);
  const inbox = createWebhookInbox(database.db, enqueueWebhook);
  const checkpoint = createBackfillCheckpoint(database.db);
  const feed = createEventFeed(database, {
    readThrough: dispatchedThrough,
    removeReferences: removeOldDispatches,
  });
  const eventSending = createEventSending({ config, database, feed, metrics, log });
  const audit = createLedgerAudit(database.db, receiptRules !== null);
  /** Read by the gauges at each scrape. */
  const gaugeSources = {
    money: operators.money,
    states: () => countStates(database.db),
    disputed: () => countDisputed(database.db),
    unmatchedPayments: () => countUnmatched(database.db),
    merchantHeld: () => countMerchantHeld(database.db),
    oldestRefundSeconds: () => oldestRefundSeconds(database.db),
    audit: audit.status,
    dispatches: () => countDispatches(database.db),
    readThrough: async () => (await checkpoint.read()).through,
  };
  return {
    connection,
    database,
    jobs,
    store,
    operators,
    inbox,
    checkpoint,
    feed,
    eventSending,
    audit,
    gaugeSources,
  };
}
