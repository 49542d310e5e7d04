import type { Kysely } from "kysely";
import { PgBoss } from "pg-boss";
import { type Tracer, noopTracer } from "../ports/tracer.ts";
import type { CompleteJob, Enqueue, Enqueued, EnqueueAtOnce } from "./apply-event.ts";
import { type JobPayload, orderPayload } from "./job-payload.ts";
import { type JobHandler, work, type WorkerOptions } from "./job-worker.ts";
import { preparedForBoss } from "./prepared-statements.ts";
import type { BillingDatabase } from "./schema.ts";
import { socketWithIdleTimeout } from "./socket-with-idle-timeout.ts";
import { completeRunning, createJobStarter } from "./start-at-once.ts";
import type { EnqueueWebhook } from "./webhook-inbox.ts";

/** All queues: one for each job of a transition, and those of the service itself. */
export const queueNames = [
  "capture",
  "deliver",
  "refund",
  "webhook",
  "sweep",
  "backfill",
  "audit",
  "stuck",
] as const;

export type QueueName = (typeof queueNames)[number];

export interface JobQueueOptions extends Omit<WorkerOptions, "boss" | "tracer"> {
  readonly databaseUrl: string;
  readonly onError: (error: Error) => void;
  /**
   * The number of retries before a job moves to `stuck`; 70 by default, which takes more than 5
   * hours.
   */
  readonly retryLimit?: number;
  /** For migrations, whose statements may take long. */
  readonly hasNoTimeouts?: boolean;
  /** Absent: jobs are not traced. */
  readonly tracer?: Tracer;
  /** How long a job that is started at once stays claimed unless the claim is renewed; 6 s by default. */
  readonly leaseSeconds?: number;
}

export interface JobQueue {
  /** Installs the schema of pg-boss and the queues; safe from several replicas at once. */
  start(): Promise<void>;
  readonly enqueue: Enqueue;
  /** The same, and claims the job for this process, to be started after the commit; see `JobStarter`. */
  readonly enqueueAtOnce: EnqueueAtOnce;
  /** Completes a job that runs in this process. */
  readonly completeJob: CompleteJob;
  readonly enqueueWebhook: EnqueueWebhook;
  /**
   * Starts working. A job that failed for hours ends in `stuck`, whose handler must move it to
   * manual review.
   */
  work(handlers: Readonly<Record<QueueName, JobHandler>>): Promise<void>;
  /** Takes no new jobs and waits for the running ones, at most `timeoutMs`. */
  stop(timeoutMs: number): Promise<void>;
}

// A backoff of 1 to 2 s, doubling up to 5 min: 70 retries take more than 5 hours. With the
// heartbeat, at its minimum, another replica takes over a crashed replica's jobs within seconds.
const defaultQueueOptions = {
  retryLimit: 70,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  heartbeatSeconds: 10,
  expireInSeconds: 120,
  retentionSeconds: 30 * 24 * 3600,
  // Each pause during an outage leaves a completed job behind.
  deleteAfterSeconds: 3600,
  notify: true,
};

const everyMinute = "* * * * *";
const everyTenMinutes = "*/10 * * * *";

/**
 * Durable jobs on pg-boss: queued in our transactions, started by the process that queued them or by a
 * worker that NOTIFY wakes, retried with backoff.
 */
export function createJobQueue(options: JobQueueOptions): JobQueue {
  const { databaseUrl, onError, onAttempt, hasNoTimeouts = false, tracer = noopTracer } = options;
  const { retryLimit = defaultQueueOptions.retryLimit } = options;
  const queueOptions = { ...defaultQueueOptions, retryLimit };
  const { leaseSeconds } = options;
  const lease = leaseSeconds === undefined ? {} : { leaseSeconds };
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "billing-jobs",
    max: 5,
    // pg-boss passes this on to pg, though its types lack it. A statement that takes longer, such
    // as maintenance of a long queue, still completes on the server; a `statement_timeout` would
    // roll it back.
    ...(hasNoTimeouts ? {} : { stream: () => socketWithIdleTimeout(30_000) }),
    useListenNotify: true,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
  });
  boss.on("error", onError);
  const send = async (db: Kysely<BillingDatabase>, name: QueueName, payload: JobPayload) => {
    await boss.send(name, payload, { db: preparedForBoss(db) });
  };
  const starter = createJobStarter({ boss, onAttempt, onError, tracer, ...lease });
  const enqueue: Enqueue = (db, enqueued) => send(db, enqueued.job, jobPayload(enqueued));
  return {
    start: async () => {
      await boss.start();
      await createQueues(boss, queueOptions);
      // One job a minute over all replicas, and one sweeper at a time.
      await boss.schedule("sweep", everyMinute);
      await boss.schedule("backfill", everyTenMinutes);
      await boss.schedule("audit", everyMinute);
    },
    enqueue,
    enqueueAtOnce: async (db, enqueued) => {
      const { job: name, order } = enqueued;
      const claimed = await starter.claim(db, { name, payload: jobPayload(enqueued), order });
      if (!claimed) await enqueue(db, enqueued);
      return claimed;
    },
    completeJob: (db, job) => completeRunning(boss, job, { db: preparedForBoss(db) }),
    enqueueWebhook: (db, eventId) =>
      send(db, "webhook", {
        event_id: eventId,
        job: "webhook",
        ...traceField(tracer.traceParent()),
      }),
    work: async (handlers) => {
      for (const [name, handler] of Object.entries(handlers))
        await work({ boss, onAttempt, tracer }, name, handler);
      starter.open(handlers);
    },
    stop: async (timeoutMs) => {
      const deadline = performance.now() + timeoutMs;
      // Otherwise pg-boss would close its connections while jobs that started at once still run.
      const isFetching = queueNames.map((name) => boss.offWork(name, { wait: false }));
      await Promise.all([starter.close(timeoutMs), ...isFetching]);
      const timeout = Math.max(1, deadline - performance.now());
      await boss.stop({ graceful: true, close: true, timeout });
    },
  };
}

const jobPayload = ({ job, order, isRetry }: Enqueued): JobPayload => ({
  ...orderPayload(order),
  job,
  ...(isRetry ? { again: true } : {}),
  ...traceField(order.traceParent),
});

const traceField = (traceParent: string | null) =>
  traceParent === null ? {} : { trace_parent: traceParent };

async function createQueues(boss: PgBoss, options: typeof defaultQueueOptions): Promise<void> {
  const { heartbeatSeconds: _none, ...withoutHeartbeat } = options;
  // This queue has no dead-letter queue: its jobs are retried for a month.
  await createQueue(boss, "stuck", { ...withoutHeartbeat, retryLimit: 10_000 });
  for (const name of ["capture", "deliver", "refund", "webhook"] satisfies QueueName[])
    await createQueue(boss, name, { ...options, deadLetter: "stuck" });
  // No retries: the next run covers a failed one.
  const recurring = {
    ...options,
    policy: "singleton",
    retryLimit: 0,
    notify: false,
  };
  for (const name of ["sweep", "backfill", "audit"] satisfies QueueName[])
    await createQueue(boss, name, recurring);
}

type QueueOptions = NonNullable<Parameters<PgBoss["createQueue"]>[1]>;

async function createQueue(boss: PgBoss, name: QueueName, options: QueueOptions): Promise<void> {
  const { policy: _fixed, ...changeable } = options;
  if (await boss.getQueue(name)) await boss.updateQueue(name, changeable);
  else await boss.createQueue(name, options);
}
