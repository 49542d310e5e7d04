import { fromKysely, PgBoss } from "pg-boss";
import type { Job } from "../domain/transition.ts";
import type { Enqueue } from "./apply-event.ts";

/** What a job carries: our order id. Everything else is read from the row when it runs. */
export interface JobPayload {
  readonly order_id: string;
}

/** Runs one job; rejects to have it tried again later. `retryCount` is 0 at the first try. */
export type JobHandler = (payload: JobPayload, attempt: { retryCount: number }) => Promise<void>;

/** A try that failed; the queue comes back to it. */
export interface FailedTry {
  readonly job: string;
  readonly orderId: string;
  readonly retryCount: number;
  readonly error: unknown;
}

export interface JobQueueOptions {
  readonly databaseUrl: string;
  readonly onError: (error: Error) => void;
  readonly onFailedTry: (failed: FailedTry) => void;
  /** How often a failed job is tried again before it is stuck; 70 by default, more than 5 hours. */
  readonly retryLimit?: number;
}

export interface JobQueue {
  /** Installs the queue's own schema and the queues; safe from several replicas at once. */
  start(): Promise<void>;
  readonly enqueue: Enqueue;
  /** Starts working. A job that failed for hours ends in `stuck`, which must hand it to a person. */
  work(handlers: Readonly<Record<Job | "stuck", JobHandler>>): Promise<void>;
  /** Takes no new jobs and waits for the running ones, at most so long. */
  stop(timeoutMs: number): Promise<void>;
}

const deadLetterQueue = "stuck";

// About 0.5 to 1 s, doubling to 5 min: 70 tries last more than 5 hours. The heartbeat, at its
// minimum, lets another replica take over a dead one's jobs within seconds.
const usualQueueOptions = {
  retryLimit: 70,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  heartbeatSeconds: 10,
  expireInSeconds: 120,
  retentionSeconds: 30 * 24 * 3600,
  notify: true,
};

/** The durable jobs, on pg-boss: queued in our transactions, woken by NOTIFY, retried with backoff. */
export function createJobQueue(options: JobQueueOptions): JobQueue {
  const { databaseUrl, onError, onFailedTry, retryLimit = usualQueueOptions.retryLimit } = options;
  const queueOptions = { ...usualQueueOptions, retryLimit };
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "billing-jobs",
    max: 5,
    useListenNotify: true,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    schedule: false,
  });
  boss.on("error", onError);
  return {
    start: async () => {
      await boss.start();
      const { heartbeatSeconds: _none, ...withoutHeartbeat } = queueOptions;
      await createQueue(boss, deadLetterQueue, withoutHeartbeat);
      for (const job of ["capture", "deliver"] satisfies Job[])
        await createQueue(boss, job, { ...queueOptions, deadLetter: deadLetterQueue });
    },
    enqueue: async (trx, job, order) => {
      await boss.send(job, { order_id: order.id }, { db: fromKysely(trx) });
    },
    work: async (handlers) => {
      for (const [name, handler] of Object.entries(handlers))
        await work(boss, name, { handler, onFailedTry });
    },
    stop: (timeoutMs) => boss.stop({ graceful: true, close: true, timeout: timeoutMs }),
  };
}

type QueueOptions = NonNullable<Parameters<PgBoss["createQueue"]>[1]>;

async function createQueue(boss: PgBoss, name: string, options: QueueOptions): Promise<void> {
  if (await boss.getQueue(name)) await boss.updateQueue(name, options);
  else await boss.createQueue(name, options);
}

// A NOTIFY wakes every fetcher of every replica, so one fetcher taking batches, not many taking one.
const fetching = {
  batchSize: 12,
  burstWhenBatchFull: true,
  localConcurrency: 2,
  perJobResults: true,
  notifyPollingIntervalSeconds: 2,
  pollingIntervalSeconds: 1,
} as const;

interface Worker {
  readonly handler: JobHandler;
  readonly onFailedTry: (failed: FailedTry) => void;
}

async function work(boss: PgBoss, name: string, worker: Worker): Promise<void> {
  const { handler, onFailedTry } = worker;
  await boss.work<JobPayload, unknown, typeof fetching>(name, fetching, (jobs) =>
    Promise.all(
      jobs.map(async ({ id, data, retryCount }) => {
        try {
          await handler(data, { retryCount });
          return { id, status: "completed" as const };
        } catch (error) {
          onFailedTry({ job: name, orderId: data.order_id, retryCount, error });
          return { id, status: "failed" as const, output: { message: String(error) } };
        }
      }),
    ),
  );
}
