import { BillingError } from "../domain/billing-error.ts";
import type { Traffic } from "../metrics/traffic.ts";
import type { Log } from "../ports/log.ts";
import { orderIds } from "../store/job-payload.ts";
import type { JobAttemptResult } from "../store/job-worker.ts";
import { RetryableError } from "../workers/retryable-error.ts";

/** An upstream or the database is unavailable: the queue retries, and no one is paged. */
const isExpected = (error: unknown): error is Error =>
  error instanceof RetryableError ||
  (error instanceof BillingError && error.code === "service_unavailable");

/** Counts each attempt. Logs a retryable error as a warning, and any other with its stack. */
export const logJobAttempt =
  (log: Log, count: Traffic["job"]) =>
  ({ end, ...fields }: JobAttemptResult): void => {
    const { job, payload } = fields;
    const { event_id, job: dead = job } = payload;
    if (end.kind === "done" && job === "stuck") return count(dead, "given_up");
    if (end.kind === "done") return count(job, "completed");
    const about = { job, ...orderIds(payload), event_id, retry_count: fields.retryCount };
    if (end.kind === "pause") return count(job, "postponed");
    if (isExpected(end.error)) {
      count(job, "postponed");
      const debug_id = end.error instanceof RetryableError ? end.error.debugId : undefined;
      return log.warn({ ...about, debug_id, cause: end.error.message }, "job postponed");
    }
    count(job, "failed");
    return log.error({ ...about, err: end.error }, "job failed");
  };
