import type { PgBoss } from "pg-boss";
import type { StartedAtOnce } from "../ports/running-job.ts";
import type { NewSpan, Tracer } from "../ports/tracer.ts";
import { type JobPayload, orderIds } from "./job-payload.ts";

export interface JobAttempt {
  readonly payload: JobPayload;
  /** An earlier attempt of this job, or of an earlier job for the same order, may have run. */
  readonly isRetry: boolean;
  /** The last error of a job that became a dead letter; for jobs in `stuck`. */
  readonly lastFailure?: string | undefined;
  readonly atOnce?: StartedAtOnce | undefined;
}

/**
 * Runs one job. A rejection causes a retry with the queue's backoff. If it resolves with a pause,
 * the job runs again after that without counting a retry.
 */
export type JobHandler = (attempt: JobAttempt) => Promise<{ readonly afterMs: number } | void>;

/** The result of one attempt; after a `pause` or an `error` the job runs again. */
export interface JobAttemptResult {
  readonly job: string;
  readonly payload: JobPayload;
  readonly retryCount: number;
  readonly end:
    | { readonly kind: "done" }
    | { readonly kind: "pause"; readonly afterMs: number }
    | { readonly kind: "error"; readonly error: unknown };
}

export interface WorkerOptions {
  readonly boss: PgBoss;
  readonly onAttempt: (ended: JobAttemptResult) => void;
  readonly tracer: Tracer;
}

// Few fetchers that take batches: a NOTIFY wakes every fetcher of every replica.
const fetching = {
  batchSize: 12,
  burstWhenBatchFull: true,
  localConcurrency: 4,
  perJobResults: true,
  // Includes the last error of a dead letter.
  includeMetadata: true,
  notifyPollingIntervalSeconds: 2,
  pollingIntervalSeconds: 1,
} as const;

// For queues with a few jobs a minute. Idle fetchers are most of what an idle replica costs.
const rareFetching = { ...fetching, localConcurrency: 1, pollingIntervalSeconds: 2 } as const;

const rareJobs: ReadonlySet<string> = new Set(["sweep", "backfill", "audit", "stuck"]);

interface FetchedJob {
  readonly id: string;
  readonly data: JobPayload | null;
  readonly retryCount: number;
  readonly sourceOutput: object | null;
}

/** Works a queue with one handler; each job of a batch succeeds or fails on its own. */
export async function work(
  options: WorkerOptions,
  name: string,
  handler: JobHandler,
): Promise<void> {
  const fetched = rareJobs.has(name) ? rareFetching : fetching;
  await options.boss.work<JobPayload, unknown, typeof fetched>(name, fetched, (jobs) =>
    Promise.all(jobs.map((job) => run(options, name, { handler, job }))),
  );
}

interface Run {
  readonly handler: JobHandler;
  readonly job: FetchedJob;
  readonly atOnce?: StartedAtOnce;
}

async function run(options: WorkerOptions, name: string, attempt: Run) {
  const { id } = attempt.job;
  const end = await runAttempt(options, name, attempt);
  return end.kind === "error"
    ? { id, status: "failed" as const, output: { message: String(end.error) } }
    : { id, status: "completed" as const };
}

/** Runs a job once and reports how it ended; never rejects. A pause is queued as a new job. */
export async function runAttempt(
  { boss, onAttempt, tracer }: WorkerOptions,
  name: string,
  { handler, job, atOnce }: Run,
): Promise<JobAttemptResult["end"]> {
  const { data, retryCount, sourceOutput } = job;
  const payload = data ?? {};
  const report = (end: JobAttemptResult["end"]) => {
    onAttempt({ job: name, payload, retryCount, end });
    return end;
  };
  try {
    const isRetry = retryCount > 0 || payload.again === true;
    const attempt = { payload, isRetry, lastFailure: messageIn(sourceOutput), atOnce };
    const pause = await tracer.span(jobSpan(name, job), () => handler(attempt));
    // A crash between these two lines runs the job once more, which every job tolerates.
    if (pause) await boss.send(name, pausedBy(payload, pause.afterMs), startAfter(pause.afterMs));
    return report(pause ? { kind: "pause", afterMs: pause.afterMs } : { kind: "done" });
  } catch (error) {
    return report({ kind: "error", error });
  }
}

/** The message of an error, in the form in which pg-boss stores it. */
function messageIn(output: object | null): string | undefined {
  const { message } = (output ?? {}) as { readonly message?: unknown };
  return typeof message === "string" ? message : undefined;
}

function jobSpan(name: string, { data, retryCount }: FetchedJob): NewSpan {
  const { event_id, trace_parent } = data ?? {};
  const fields = { job: name, ...orderIds(data ?? {}), event_id, retry_count: retryCount };
  return { name: `job ${name}`, kind: "consumer", traceParent: trace_parent, fields };
}

const pausedBy = (payload: JobPayload, ms: number): JobPayload => ({
  ...payload,
  again: true,
  waited_ms: (payload.waited_ms ?? 0) + ms,
});

const startAfter = (ms: number) => ({ startAfter: Math.max(1, Math.ceil(ms / 1000)) });
