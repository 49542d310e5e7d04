import type { Logger } from "pino";
import type { Config } from "./config/read-config.ts";
import type { Tracer } from "./domain/tracer.ts";
import { tellTries } from "./job-handlers.ts";
import type { BillingMetrics } from "./metrics/create-metrics.ts";
import { createBackfillMark } from "./store/backfill-mark.ts";
import { countDisputed } from "./store/count-disputed.ts";
import { countMerchantHeld } from "./store/merchant-held.ts";
import { countStates } from "./store/count-states.ts";
import { openDatabase } from "./store/database.ts";
import { createJobQueue } from "./store/job-queue.ts";
import { createOperatorStore } from "./store/operator-store.ts";
import { createOrderStore } from "./store/order-store.ts";
import { countUnmatched } from "./store/unmatched-payments.ts";
import { oldestRefundSeconds } from "./store/refunds-under-way.ts";
import { createWebhookInbox } from "./store/webhook-inbox.ts";
import { tellDatabase } from "./tell-database.ts";
import { tellOrders } from "./tell-orders.ts";

interface StorageOptions {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly log: Logger;
}

interface Observers {
  readonly metrics: BillingMetrics;
  readonly tracer: Tracer;
}

/** The rows and the jobs, in one database so that both are written in one transaction. */
export function openStorage(
  { config, databaseUrl, log }: StorageOptions,
  { metrics, tracer }: Observers,
) {
  const connection = tellDatabase(log);
  const { onError } = connection;
  const database = openDatabase({ url: databaseUrl, maxConnections: 20, onError, tracer });
  const onTry = tellTries(log, metrics.job);
  const jobs = createJobQueue({ databaseUrl, onError, onTry, tracer });
  const { enqueue, enqueueWebhook } = jobs;
  const { duplicateWindowMs, openOrdersPerUser } = config;
  const limits = { duplicateWindowMs, openOrdersPerUser };
  const store = createOrderStore(database, { enqueue, ...limits, ...tellOrders(log) });
  const operators = createOperatorStore(database.db, enqueueWebhook);
  const inbox = createWebhookInbox(database.db, enqueueWebhook);
  const mark = createBackfillMark(database.db);
  /** For the gauges: what stands in the rows. */
  const measured = {
    money: operators.money,
    states: () => countStates(database.db),
    disputed: () => countDisputed(database.db),
    unmatchedPayments: () => countUnmatched(database.db),
    merchantHeld: () => countMerchantHeld(database.db),
    oldestRefundSeconds: () => oldestRefundSeconds(database.db),
    readThrough: async () => (await mark.read()).through,
  };
  return { connection, database, jobs, store, operators, inbox, mark, measured };
}
