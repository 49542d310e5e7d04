import type { Logger } from "pino";
import { BillingError } from "./domain/billing-error.ts";
import type { OrderId } from "./domain/order.ts";
import type { OrderStore } from "./domain/order-store.ts";
import {
  type BackfillMark,
  type EventArchive,
  gaveUp,
  type WebhookInbox,
} from "./domain/paypal-event.ts";
import type { PayPalGateway } from "./domain/paypal-gateway.ts";
import type { Tracer } from "./domain/tracer.ts";
import type { WebOrder } from "./domain/web-order.ts";
import type { Traffic } from "./metrics/traffic.ts";
import { parseEvent } from "./paypal/parse-event.ts";
import type { QueueName } from "./store/job-queue.ts";
import type { EndedTry, JobAttempt, JobHandler } from "./store/job-worker.ts";
import { backfillEvents } from "./workers/backfill-events.ts";
import { captureOrder } from "./workers/capture-order.ts";
import { deliverOrder } from "./workers/deliver-order.ts";
import { giveUp } from "./workers/give-up.ts";
import { processWebhook } from "./workers/process-webhook.ts";
import { refundOrder } from "./workers/refund-order.ts";
import { RetryLater, RetryOnTime } from "./workers/retry-later.ts";
import { sweep } from "./workers/sweep.ts";

export interface WorkerParts {
  readonly store: OrderStore;
  readonly inbox: WebhookInbox;
  readonly archive: EventArchive;
  readonly mark: BackfillMark;
  readonly paypal: PayPalGateway;
  readonly webOrder: WebOrder;
  readonly log: Logger;
  readonly tracer: Tracer;
}

/** What each queue's jobs do. */
export function jobHandlers(parts: WorkerParts): Readonly<Record<QueueName, JobHandler>> {
  const { inbox, log } = parts;
  return {
    capture: pausing(({ payload, again }) => captureOrder(parts, orderOf(payload), { again })),
    deliver: pausing(({ payload }) => deliverOrder(parts, orderOf(payload))),
    refund: pausing(({ payload }) => refundOrder(parts, orderOf(payload))),
    webhook: pausing(({ payload }) =>
      processWebhook({ ...parts, parse: parseEvent }, payload.event_id ?? ""),
    ),
    sweep: () => sweep(parts),
    backfill: () => backfillEvents(parts),
    stuck: async ({ payload, lastFailure }) => {
      const { event_id: eventId, job = "" } = payload;
      if (!eventId) return giveUp(parts, orderOf(payload), { job, lastFailure });
      await inbox.close(eventId, gaveUp);
      log.error({ event_id: eventId }, "webhook given up");
    },
  };
}

const orderOf = ({ order_id: id = "" }: JobAttempt["payload"]) => id as OrderId;

/**
 * A pause somebody asked for uses up no try of the queue, for a day; then it counts as one, so that an
 * order that got nowhere for so long is given up to a person.
 */
function pausing(work: (attempt: JobAttempt) => Promise<void>): JobHandler {
  return async (attempt) => {
    const { waited_ms: waitedMs = 0 } = attempt.payload;
    try {
      await work(attempt);
      return undefined;
    } catch (error) {
      const asked = error instanceof RetryLater ? error.afterMs : undefined;
      if (asked === undefined || waitedMs >= longestWaitMs) throw error;
      return { afterMs: error instanceof RetryOnTime ? asked : pauseOf(asked, waitedMs) };
    }
  };
}

const minuteMs = 60_000;
const longestWaitMs = 24 * 60 * minuteMs;

/** A breaker asks for seconds whatever the outage: in a long one thousands of jobs would do nothing but ask. */
function pauseOf(askedMs: number, waitedMs: number): number {
  const usual = Math.min(waitedMs / 2, minuteMs);
  return Math.min(Math.max(askedMs, usual, 1_000), 60 * minuteMs);
}

/** A neighbour or the database is away: the queue comes back to it, and nobody has to be woken. */
const isWaiting = (error: unknown): error is Error =>
  error instanceof RetryLater ||
  (error instanceof BillingError && error.code === "service_unavailable");

/** Counts each try, and says why one failed: a wait as a warning, a fault of ours with its stack. */
export const tellTries =
  (log: Logger, count: Traffic["job"]) =>
  ({ end, ...fields }: EndedTry): void => {
    const { job } = fields;
    const { paypal_order_id: order_id, order_id: custom_id } = fields.payload;
    const { event_id, job: dead = job } = fields.payload;
    if (end.kind === "done" && job === "stuck") return count(dead, "given_up");
    if (end.kind === "done") return count(job, "completed");
    const about = { job, order_id, custom_id, event_id, retry_count: fields.retryCount };
    if (end.kind === "pause") return count(job, "postponed");
    if (isWaiting(end.error)) {
      count(job, "postponed");
      const debug_id = end.error instanceof RetryLater ? end.error.debugId : undefined;
      return log.warn({ ...about, debug_id, cause: end.error.message }, "job postponed");
    }
    count(job, "failed");
    return log.error({ ...about, err: end.error }, "job failed");
  };
