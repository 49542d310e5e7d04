import type { Kysely } from "kysely";
import { fromKysely } from "pg-boss";
import type { JobPayload } from "./job-payload.ts";
import { type JobHandler, runAttempt, type WorkerOptions } from "./job-worker.ts";
import type { BillingDatabase } from "./schema.ts";

/** A job that its transaction has queued and that this process has claimed. */
export interface ClaimedJob {
  /** To be called once the transaction is committed. */
  start(): void;
  /** To be called instead after a rollback. */
  release(): void;
}

interface StarterOptions extends WorkerOptions {
  readonly onError: (error: Error) => void;
  /** How long a claim lasts unless it is renewed. */
  readonly leaseSeconds?: number;
}

/** Starts jobs in the process that queued them. */
export interface JobStarter {
  /** Queues a job in the transaction and claims it; `null`, with nothing queued, if too many run already. */
  claim(db: Kysely<BillingDatabase>, name: string, payload: JobPayload): Promise<ClaimedJob | null>;
  /** Accepts claims from now on. */
  open(handlers: Readonly<Record<string, JobHandler>>): void;
  /** Accepts no more claims; resolves when the running jobs have ended, at the latest after that time. */
  close(timeoutMs: number): Promise<void>;
}

// Shorter than a dead worker's heartbeat, which is at least 10 s.
const usualLeaseSeconds = 6;
// More are left to the workers, which take turns with other replicas.
const maxRunning = 32;
const retrySeconds = 1;

/**
 * The job stays the truth: it is queued in the transaction, but for a later time, and that time is the
 * lease of this process. While the job runs here the lease is renewed; afterwards the job is completed.
 * If the process dies, or cannot reach the database, the lease ends and a worker of any replica takes the
 * job as a retry. A deferred job wakes no worker, so a job that starts here costs no fetch.
 */
export function createJobStarter({
  leaseSeconds = usualLeaseSeconds,
  ...options
}: StarterOptions): JobStarter {
  const { boss, onError } = options;
  let handlers: Readonly<Record<string, JobHandler>> | null = null;
  let claimed = 0;
  const running = new Set<Promise<void>>();

  const renew = (name: string, id: string): NodeJS.Timeout =>
    setInterval(
      () => void boss.update(name, undefined, { id, startAfter: leaseSeconds }).catch(onError),
      (leaseSeconds * 1000) / 3,
    );
  const run = async (name: string, id: string, { handler, payload }: Run): Promise<void> => {
    const renewal = renew(name, id);
    try {
      const job = { id, data: payload, retryCount: 0, sourceOutput: null };
      const { kind } = await runAttempt(options, name, { handler, job });
      if (kind === "error") await boss.update(name, undefined, { id, startAfter: retrySeconds });
      else await boss.complete(name, id, null, { includeQueued: true });
    } catch (error) {
      // The lease ends, and a worker runs the job again.
      onError(error as Error);
    } finally {
      clearInterval(renewal);
    }
  };
  return {
    claim: async (db, name, payload) => {
      const handler = handlers?.[name];
      if (!handler || claimed >= maxRunning) return null;
      claimed += 1;
      const release = (): void => void (claimed -= 1);
      try {
        // A later run cannot exclude that the job ran here.
        const later = { ...payload, again: true };
        const claim = { db: fromKysely(db), startAfter: leaseSeconds };
        const id = (await boss.send(name, later, claim)) ?? "";
        const start = (): void => {
          const ended = run(name, id, { handler, payload }).finally(() => {
            running.delete(ended);
            release();
          });
          running.add(ended);
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
      await Promise.race([Promise.all(running), late]);
      clearTimeout(timer);
    },
  };
}

interface Run {
  readonly handler: JobHandler;
  readonly payload: JobPayload;
}
