import type { OrderId } from "../domain/order.ts";
import { settleAll } from "../lib/settle-all.ts";
import { parseEvent } from "../paypal/parse-event.ts";
import { type BackfillCheckpoint, type EventArchive } from "../ports/event-archive.ts";
import type { EventFeed } from "../ports/event-feed.ts";
import type { LedgerAudit } from "../ports/ledger-audit.ts";
import type { Log } from "../ports/log.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import type { Tracer } from "../ports/tracer.ts";
import type { WebOrder } from "../ports/web-order.ts";
import { gaveUp, type WebhookInbox } from "../ports/webhook-inbox.ts";
import { type JobPayload, orderIds } from "../store/job-payload.ts";
import type { QueueName } from "../store/job-queue.ts";
import type { JobAttempt, JobHandler } from "../store/job-worker.ts";
import { auditLedger } from "../workers/audit-ledger.ts";
import { backfillEvents } from "../workers/backfill-events.ts";
import { captureOrder } from "../workers/capture-order.ts";
import { deliverOrder } from "../workers/deliver-order.ts";
import { handleDeadLetter } from "../workers/handle-dead-letter.ts";
import { processWebhook } from "../workers/process-webhook.ts";
import { refundOrder } from "../workers/refund-order.ts";
import { RetryableError, ScheduledRetryError } from "../workers/retryable-error.ts";
import { sweep } from "../workers/sweep.ts";
import { trimFeed } from "../workers/trim-feed.ts";

export interface JobHandlerParts {
  readonly store: OrderStore;
  readonly inbox: WebhookInbox;
  readonly archive: EventArchive;
  readonly checkpoint: BackfillCheckpoint;
  readonly audit: LedgerAudit;
  readonly feed: EventFeed;
  readonly eventRetentionMs: number;
  readonly paypal: PayPalGateway;
  readonly webOrder: WebOrder;
  readonly log: Log;
  readonly tracer: Tracer;
}

/** The handler of each queue. */
export function jobHandlers(parts: JobHandlerParts): Readonly<Record<QueueName, JobHandler>> {
  const { inbox, log } = parts;
  return {
    capture: withPauses(({ payload, isRetry, atOnce }) =>
      captureOrder(parts, { orderId: orderId(payload), isRetry, atOnce }),
    ),
    deliver: withPauses(({ payload, atOnce }) =>
      deliverOrder(parts, { orderId: orderId(payload), atOnce }),
    ),
    refund: withPauses(({ payload }) => refundOrder(parts, { orderId: orderId(payload) })),
    webhook: withPauses(({ payload }) =>
      processWebhook({ ...parts, parse: parseEvent }, { eventId: payload.event_id ?? "" }),
    ),
    sweep: () => sweep(parts),
    backfill: () => backfillEvents(parts),
    audit: () => settleAll([auditLedger(parts), trimFeed(parts)]),
    stuck: async ({ payload, lastFailure }) => {
      const { event_id: eventId, job = "" } = payload;
      if (!eventId) return handleDeadLetter(parts, { orderId: orderId(payload), job, lastFailure });
      await inbox.close(eventId, gaveUp);
      log.error({ event_id: eventId }, "webhook given up");
    },
  };
}

const orderId = (payload: JobPayload) => (orderIds(payload).custom_id ?? "") as OrderId;

/**
 * A requested pause uses up no retry for a day. After that it counts as one, so that an order without
 * progress ends in manual review.
 */
function withPauses(work: (attempt: JobAttempt) => Promise<void>): JobHandler {
  return async (attempt) => {
    const { waited_ms: waitedMs = 0 } = attempt.payload;
    try {
      await work(attempt);
      return undefined;
    } catch (error) {
      const requestedMs = error instanceof RetryableError ? error.afterMs : undefined;
      if (requestedMs === undefined || waitedMs >= maxWaitMs) throw error;
      return {
        afterMs:
          error instanceof ScheduledRetryError ? requestedMs : pauseMs(requestedMs, waitedMs),
      };
    }
  };
}

const minuteMs = 60_000;
const maxWaitMs = 24 * 60 * minuteMs;

/** Grows with the time waited: a breaker requests seconds, which in a long outage is too often. */
function pauseMs(requestedMs: number, waitedMs: number): number {
  const growing = Math.min(waitedMs / 2, minuteMs);
  return Math.min(Math.max(requestedMs, growing, 1_000), 60 * minuteMs);
}
