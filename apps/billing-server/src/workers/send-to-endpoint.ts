import { holdMs, nextPauseMs, type SendFailure, type SendOutcome } from "../domain/dispatch.ts";
import { eventId, type FeedEvent } from "../domain/feed-event.ts";
import { webhookBody } from "../domain/webhook-body.ts";
import type {
  ActiveEndpoint,
  ClaimedBatch,
  ClaimedDispatch,
  DispatchResult,
  EndpointOutbox,
} from "../ports/endpoint-outbox.ts";
import type { EventFeed } from "../ports/event-feed.ts";
import type { EventSender, SendTarget } from "../ports/event-sender.ts";
import type { Log } from "../ports/log.ts";

/** How an attempt ended; `dead`: it was the last one. */
export type DispatchOutcome = "sent" | "failed" | "gone" | "dead";

export interface SendDependencies {
  readonly outbox: EndpointOutbox;
  readonly feed: Pick<EventFeed, "eventsAt">;
  readonly sender: EventSender;
  /** `null` for an endpoint whose secret this server does not have. */
  readonly targetOf: (endpoint: ActiveEndpoint) => SendTarget | null;
  readonly count: (outcome: DispatchOutcome) => void;
  readonly log: Log;
  /** From 0 to 1, for the pauses between attempts. */
  readonly random?: () => number;
}

/** Requests at once to one endpoint, by one replica. */
const atOnce = 16;

/**
 * Hands the new events of the feed to the endpoint's outbox and sends those that are due, until there are none, or
 * the endpoint is disabled or requests a pause. Each batch is signed with the secrets of its time. Without a secret
 * the events wait, where operators see them.
 */
export async function sendToEndpoint(
  deps: SendDependencies,
  endpoint: ActiveEndpoint,
  stopping: AbortSignal,
): Promise<void> {
  const { outbox, targetOf } = deps;
  const canSend = targetOf(endpoint) !== null;
  for (;;) {
    const hasMore = await outbox.fanOut(endpoint.id);
    const batch = canSend && !stopping.aborted ? await outbox.claim(endpoint.id, atOnce) : null;
    const target = batch && targetOf(batch.endpoint);
    if (target) await sendBatch(deps, target, batch);
    else if (!hasMore || stopping.aborted) return;
  }
}

/** Makes one attempt for each and records the results, and what the endpoint wants from now on. */
async function sendBatch(
  deps: SendDependencies,
  target: SendTarget,
  { endpoint, dispatches }: ClaimedBatch,
): Promise<void> {
  const { outbox, feed } = deps;
  const events = await feed.eventsAt(dispatches.map(({ position }) => position));
  const found = new Map(events.map((event) => [event.position, event]));
  const attempts = await Promise.all(
    dispatches.map((dispatch) =>
      attempt(deps, target, { dispatch, event: found.get(dispatch.position) }),
    ),
  );
  const results = attempts.map((ended) => conclude(deps, endpoint, ended));
  await outbox.record(endpoint.id, results);
  const isGone = attempts.some(({ outcome }) => outcome.kind === "gone");
  if (isGone) {
    await outbox.disable(endpoint.id);
    deps.log.error({ endpoint_id: endpoint.id }, "endpoint disabled: it returned 410");
  }
  const pauseMs = holdMs(attempts.map(({ outcome }) => outcome));
  if (pauseMs > 0) await outbox.hold(endpoint.id, pauseMs);
}

interface Attempt {
  readonly dispatch: ClaimedDispatch;
  /** Absent if it was removed from the feed. */
  readonly event: FeedEvent | undefined;
}

interface EndedAttempt extends Attempt {
  readonly outcome: SendOutcome;
}

/** Never rejects: the results of the other attempts of the batch would be lost. */
async function attempt(
  { sender, log }: SendDependencies,
  target: SendTarget,
  { dispatch, event }: Attempt,
): Promise<EndedAttempt> {
  if (!event) return { dispatch, event, outcome: failedBefore("event_removed") };
  const id = eventId(event.order, event.version);
  try {
    return {
      dispatch,
      event,
      outcome: await sender.send(target, { id, body: webhookBody(event) }),
    };
  } catch (error) {
    log.error({ err: error, event_id: id }, "event not sent");
    return { dispatch, event, outcome: failedBefore("internal") };
  }
}

const failedBefore = (failure: SendFailure): SendOutcome => ({
  kind: "failed",
  status: null,
  failure,
  retryAfterMs: null,
});

/** The result to record; counts the attempt, and logs a dead letter. */
function conclude(
  { count, log, random = Math.random }: SendDependencies,
  endpoint: ActiveEndpoint,
  { dispatch, event, outcome }: EndedAttempt,
): DispatchResult {
  const { status } = outcome;
  if (outcome.kind !== "failed") count(outcome.kind);
  if (outcome.kind === "sent") return { ...dispatch, status, state: "sent", failure: null };
  // It is sent once the endpoint is enabled again.
  if (outcome.kind === "gone")
    return { ...dispatch, status, state: "pending", failure: null, pauseMs: 0 };
  const { failure, retryAfterMs } = outcome;
  const pauseMs = event
    ? nextPauseMs({ attempts: dispatch.attempts, retryAfterMs, random: random() })
    : null;
  if (pauseMs !== null) {
    count("failed");
    return { ...dispatch, status, state: "pending", failure, pauseMs };
  }
  count("dead");
  logDeadLetter(log, { endpoint, event, failure, status });
  return { ...dispatch, status, state: "dead", failure };
}

interface DeadLetter {
  readonly endpoint: ActiveEndpoint;
  readonly event: FeedEvent | undefined;
  readonly failure: SendFailure;
  readonly status: number | null;
}

function logDeadLetter(log: Log, { endpoint, event, failure, status }: DeadLetter): void {
  const about = event
    ? { event_id: eventId(event.order, event.version), order_id: event.order.paypalOrderId }
    : {};
  log.error({ endpoint_id: endpoint.id, ...about, failure, status }, "event given up");
}
