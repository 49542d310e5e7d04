import { setTimeout as sleep } from "node:timers/promises";
import type { SdkRequest } from "@paypal/checkout-server-sdk";
import type { PayPalFailure, PayPalResult } from "../domain/paypal-result.ts";
import { withDeadline } from "../lib/with-deadline.ts";
import { type Breaker, circuitOpen } from "../ports/breaker.ts";
import { type CallEnd, type CallObserver, instrument } from "../ports/call-observer.ts";
import type { TimeoutProfile } from "../ports/paypal-gateway.ts";
import { classify, isKnownIssue } from "./classify.ts";
import { type BillingPayPalClient, TokenGrantError } from "./client.ts";
import { parseIssue } from "./parse-issue.ts";
import type { Exchange } from "./transport.ts";

/** The deadline of a call, the timeout of each attempt, and the maximum number of attempts. */
export interface Limits {
  readonly totalMs: number;
  readonly attemptMs: number;
  readonly attempts: number;
}

export type CallLimits = Readonly<Record<TimeoutProfile, Limits>>;

// A user waits for an interactive call, so a timed-out attempt is retried within the deadline. Background
// calls are retried by their job.
export const defaultLimits: CallLimits = {
  interactive: { totalMs: 10_000, attemptMs: 4_500, attempts: 3 },
  background: { totalMs: 8_000, attemptMs: 8_000, attempts: 1 },
};

interface Call<T> {
  /** The label in metrics and traces. */
  readonly operation: string;
  readonly observer?: CallObserver | undefined;
  readonly client: BillingPayPalClient;
  readonly breaker: Breaker;
  /** Sent unchanged at each attempt, including its idempotency key. */
  readonly request: SdkRequest;
  readonly limits: Limits;
  /** Reads the value from a 2xx response; `null` if it is unusable. */
  readonly parse: (body: unknown) => T | null;
}

/** Calls PayPal within the limits, unless the breaker is open. Never rejects. */
export function callPayPal<T>(call: Call<T>): Promise<PayPalResult<T>> {
  const { operation, observer } = call;
  return instrument({ operation, observer, toEnd: toCallEnd }, () => callUnlessOpen(call));
}

function toCallEnd(result: PayPalResult<unknown>): CallEnd {
  if (result.ok) return { outcome: "ok", isOk: true, debugId: result.debugId };
  const { failure } = result;
  return { outcome: outcomeLabel(failure), isOk: false, debugId: failure.debugId };
}

const outcomeLabel = ({ kind, issue }: PayPalFailure): string =>
  issue === circuitOpen ? "circuit_open" : kind;

async function callUnlessOpen<T>(call: Call<T>): Promise<PayPalResult<T>> {
  const { breaker } = call;
  const result = await breaker.run(
    () => tryUntilDeadline(call),
    (outcome) => !outcome.ok && isOutage(outcome.failure),
  );
  if (result !== "open") return result;
  const retryAfterMs = breaker.pauseMs;
  return { ok: false, failure: { kind: "unavailable", issue: circuitOpen, retryAfterMs } };
}

async function tryUntilDeadline<T>(call: Call<T>): Promise<PayPalResult<T>> {
  const { totalMs, attempts } = call.limits;
  const deadline = performance.now() + totalMs;
  for (let attempt = 1; ; attempt += 1) {
    const result = await attemptOnce(call, deadline - performance.now());
    if (result.ok || attempt >= attempts || !isRetryable(result.failure)) return result;
    const pause = Math.max(result.failure.retryAfterMs ?? 0, backoff(attempt));
    // Not enough time is left for another attempt.
    if (performance.now() + pause + 500 > deadline) return result;
    await sleep(pause);
  }
}

const isRetryable = ({ kind }: PayPalFailure): boolean =>
  kind === "unavailable" || kind === "timeout" || kind === "unreadable";

/**
 * Whether a failure counts for the breaker. Failures caused by one request's content do not: a known issue
 * code, an unreadable response, or a 4xx without an issue code, which PayPal's edge returns for requests
 * that look like attacks.
 */
const isOutage = ({ kind, issue, isAboutRequest }: PayPalFailure): boolean =>
  (kind === "unavailable" || kind === "timeout") && !isKnownIssue(issue) && !isAboutRequest;

const backoff = (attempt: number): number => 100 * 2 ** attempt * (0.5 + Math.random() / 2);

function attemptOnce<T>(call: Call<T>, remainingMs: number): Promise<PayPalResult<T>> {
  const { attemptMs } = call.limits;
  const timeoutMs = Math.max(1, Math.ceil(Math.min(attemptMs, remainingMs)));
  return withDeadline(timeoutMs, async (signal) => {
    try {
      return toResult(await call.client.execute(call.request, signal), call.parse);
    } catch (error) {
      if (error instanceof TokenGrantError)
        return { ok: false, failure: tokenFailure(error.exchange) };
      if (signal.aborted) return { ok: false, failure: { kind: "timeout", issue: "TIMEOUT" } };
      return { ok: false, failure: { kind: "unavailable", issue: networkIssue(error) } };
    }
  });
}

function toResult<T>(exchange: Exchange, parse: (body: unknown) => T | null): PayPalResult<T> {
  if (exchange.status < 200 || exchange.status > 299)
    return { ok: false, failure: toFailure(exchange) };
  const { body, debugId, answeredAt } = exchange;
  const value = parse(body);
  if (value !== null) return { ok: true, value, debugId, answeredAt };
  // The request may have succeeded, so the outcome is unknown. A body that is not JSON, such as a
  // maintenance page, is an outage.
  const kind = body === undefined ? "unavailable" : "unreadable";
  return { ok: false, failure: { kind, issue: "MALFORMED_ANSWER", debugId } };
}

function toFailure(exchange: Exchange): PayPalFailure {
  const { status, body, debugId, retryAfterMs, answeredAt } = exchange;
  const parsed = parseIssue(body);
  const kind = classify(status, parsed.issue);
  return {
    kind,
    issue: parsed.issue || `HTTP_${status}`,
    debugId: debugId ?? parsed.debugId,
    retryAfterMs,
    answeredAt,
    ...(kind === "unavailable" && isRefusal(status) ? { isAboutRequest: true } : {}),
  };
}

/** A 4xx other than 408 and 429, which an overloaded PayPal returns to every request. */
const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

/** The failure of the token request. It concerns our credentials, never the order. */
function tokenFailure(exchange: Exchange): PayPalFailure {
  const { status } = exchange;
  const kind = status === 400 || status === 401 || status === 403 ? "unauthorized" : "unavailable";
  return { ...toFailure(exchange), kind, isAboutRequest: false };
}

function networkIssue(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" ? code : "NETWORK";
}
