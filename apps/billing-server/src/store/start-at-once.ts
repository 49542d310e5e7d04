import type { Kysely } from "kysely";
import type { Db, PgBoss } from "pg-boss";
import type { Order } from "../domain/order.ts";
import type { RunningJob } from "../ports/running-job.ts";
import type { JobPayload } from "./job-payload.ts";
import { type JobHandler, runAttempt, type WorkerOptions } from "./job-worker.ts";
import { preparedForBoss } from "./prepared-statements.ts";
import type { BillingDatabase } from "./schema.ts";

/** A job that its transaction has queued and that this process has claimed. */
export interface ClaimedJob {
  /** To be called once the transaction is committed. */
  start(): void;
  /** To be called instead after a rollback; may be called more than once. */
  release(): void;
}

interface StarterOptions extends WorkerOptions {
  readonly onError: (error: Error) => void;
  /** How long a claim lasts unless it is renewed. */
  readonly leaseSeconds?: number;
}

/** A job about an order, with the order as the transaction has written it. */
interface QueuedJob {
  readonly name: string;
  readonly payload: JobPayload;
  readonly order: Order;
}

/** Starts jobs in the process that queued them. */
export interface JobStarter {
  /**
   * Queues a job in the transaction and claims it. Queues nothing and returns `null` if too many are
   * claimed, or while claims are not accepted.
   */
  claim(db: Kysely<BillingDatabase>, queued: QueuedJob): Promise<ClaimedJob | null>;
  /** Accepts claims from now on. */
  open(handlers: Readonly<Record<string, JobHandler>>): void;
  /** Accepts no more claims; resolves when the running jobs have ended, at the latest after that time. */
  close(timeoutMs: number): Promise<void>;
}

// Shorter than the heartbeat timeout of a crashed worker, which is at least 10 s.
const defaultLeaseSeconds = 6;
// As long as a worker may run a job: one that hangs is retried, and in the end becomes a dead letter.
const longestRunMs = 120_000;
// More are left to the workers, which take turns with other replicas.
const maxClaimed = 32;
const retrySeconds = 1;

/**
 * The queued job is authoritative. Its transaction queues it with a start time in the future; until
 * then, this process holds a lease. While the job runs here, the lease is renewed. The job is
 * completed with the transition that ends it, or after its handler. If the process exits or cannot
 * reach the database, the lease expires and a worker of any replica runs the job as a retry. A
 * deferred job sends no NOTIFY, so a job that starts here costs no fetch.
 */
export function createJobStarter({
  leaseSeconds = defaultLeaseSeconds,
  ...options
}: StarterOptions): JobStarter {
  const { boss, onError } = options;
  let handlers: Readonly<Record<string, JobHandler>> | null = null;
  let claimed = 0;
  const runs = new Set<Promise<void>>();

  const deferBy = (name: string, id: string, seconds: number) =>
    boss.update(name, undefined, { id, startAfter: seconds });
  const run = async (handler: JobHandler, { name, payload, order, id }: Run): Promise<void> => {
    const running: RunningJob = { queue: name, id, isCompleted: false };
    const atOnce = { order, job: running };
    const stopRenewing = renewUntilLate(() => deferBy(name, id, leaseSeconds).catch(onError));
    try {
      const job = { id, data: payload, retryCount: 0, sourceOutput: null };
      const { kind } = await runAttempt(options, name, { handler, job, atOnce });
      if (kind === "error") await deferBy(name, id, retrySeconds);
      else if (!running.isCompleted) await completeRunning(boss, running);
    } catch (error) {
      // The lease expires, and a worker runs the job again.
      onError(error as Error);
    } finally {
      stopRenewing();
    }
  };
  /** Renews the lease three times while it lasts. Returns a function that ends this. */
  const renewUntilLate = (renew: () => Promise<unknown>): (() => void) => {
    const timer = setInterval(() => void renew(), (leaseSeconds * 1000) / 3);
    const late = setTimeout(() => clearInterval(timer), longestRunMs);
    return () => {
      clearInterval(timer);
      clearTimeout(late);
    };
  };
  const claimSlot = (): (() => void) => {
    let isClaimed = true;
    claimed += 1;
    return () => {
      if (isClaimed) claimed -= 1;
      isClaimed = false;
    };
  };
  return {
    claim: async (db, queued) => {
      const { name, payload } = queued;
      const handler = handlers?.[name];
      if (!handler || claimed >= maxClaimed) return null;
      const release = claimSlot();
      try {
        // A later attempt cannot exclude that this one ran.
        const later = { ...payload, again: true };
        const sending = { db: preparedForBoss(db), startAfter: leaseSeconds };
        const id = await boss.send(name, later, sending);
        if (id === null) throw new Error(`The job ${name} was not queued.`);
        const start = (): void => {
          // The lease expires, and a worker of another replica runs the job.
          if (!handlers) return release();
          const ended = run(handler, { ...queued, id }).finally(() => {
            runs.delete(ended);
            release();
          });
          runs.add(ended);
        };
        return { start, release };
      } catch (error) {
        release();
        throw error;
      }
    },
    open: (opened) => void (handlers = opened),
    close: async (timeoutMs) => {
      handlers = null;
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, timeoutMs);
      await Promise.race([Promise.all(runs), late]);
      clearTimeout(timer);
    },
  };
}

/** Completes a job that runs here; in the queue it still waits, since no worker has fetched it. */
export async function completeRunning(
  boss: PgBoss,
  { queue, id }: RunningJob,
  options: { readonly db?: Db } = {},
): Promise<void> {
  await boss.complete(queue, id, null, { ...options, includeQueued: true });
}

interface Run extends QueuedJob {
  readonly id: string;
}
