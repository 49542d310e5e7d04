/** The result of one attempt to send an event to an endpoint. */
export type SendOutcome =
  | { readonly kind: "sent"; readonly status: number }
  /** The endpoint wants no more events (410). */
  | { readonly kind: "gone"; readonly status: number }
  | {
      readonly kind: "failed";
      /** `null` without a response. */
      readonly status: number | null;
      readonly failure: SendFailure;
      /** The pause that the endpoint requested. */
      readonly retryAfterMs: number | null;
    };

/** Why an attempt failed. Stored and public: add, never rename. */
export type SendFailure =
  | "status"
  | "timeout"
  | "connection_failed"
  | "address_not_allowed"
  | "event_removed"
  /** A defect of this service; the log has it. */
  | "internal";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/**
 * The pauses before each attempt but the first, 76 hours in all. The long ones are those of the example in
 * the Standard Webhooks specification 1.0.0, "Deliverability and reliability"; the short ones cover the
 * restart of a receiver.
 */
const pausesMs = [
  5 * secondMs,
  30 * secondMs,
  2 * minuteMs,
  10 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
] as const;

/** The number of attempts after which an event is a dead letter. */
export const mostAttempts = pausesMs.length + 1;

const longestRequestedMs = 24 * hourMs;

interface FailedAttempt {
  /** Including this one. */
  readonly attempts: number;
  readonly retryAfterMs: number | null;
  /** From 0 to 1. */
  readonly random: number;
}

/**
 * The pause before the next attempt, `null` if there is none. It is up to a fifth longer at random, so that
 * events that failed together are not sent together, and never shorter than the endpoint requested.
 */
export function nextPauseMs({ attempts, retryAfterMs, random }: FailedAttempt): number | null {
  const pauseMs = pausesMs[attempts - 1];
  if (pauseMs === undefined) return null;
  const requestedMs = Math.min(retryAfterMs ?? 0, longestRequestedMs);
  return Math.round(Math.max(pauseMs * (1 + random / 5), requestedMs));
}

const busyStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const longestHoldMs = hourMs;
const unreachableHoldMs = 5 * secondMs;

/**
 * How long the whole endpoint gets no requests after these attempts, which were made together; 0 for no such
 * pause. Busy endpoints and gateways are to be sent less, says the specification, "Delivery success and
 * failure". While none responds, further events would only use up attempts.
 */
export function holdMs(outcomes: readonly SendOutcome[]): number {
  const isUnreachable = outcomes.length > 0 && outcomes.every(isUnanswered);
  return Math.max(isUnreachable ? unreachableHoldMs : 0, ...outcomes.map(busyMs));
}

const ownFailures: ReadonlySet<SendFailure> = new Set(["event_removed", "internal"]);

const isUnanswered = (outcome: SendOutcome): boolean =>
  outcome.kind === "failed" && outcome.status === null && !ownFailures.has(outcome.failure);

function busyMs(outcome: SendOutcome): number {
  if (outcome.kind !== "failed" || !busyStatuses.has(outcome.status ?? 0)) return 0;
  return Math.min(outcome.retryAfterMs ?? secondMs, longestHoldMs);
}
