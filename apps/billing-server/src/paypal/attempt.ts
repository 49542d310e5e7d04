import { setTimeout as sleep } from "node:timers/promises";
import type { SdkRequest } from "@paypal/checkout-server-sdk";
import type { PayPalFailure, PayPalResult } from "../domain/paypal-result.ts";
import { type Breaker, circuitOpen } from "../ports/breaker.ts";
import { type CallEnd, type CallObserver, instrument } from "../ports/call-observer.ts";
import type { TimeoutProfile } from "../ports/paypal-gateway.ts";
import { classify, isKnownIssue } from "./classify.ts";
import { type BillingPayPalClient, TokenRefused } from "./client.ts";
import type { Exchange } from "./transport.ts";
import { parseIssue } from "./wire.ts";

/** How long one call may take in all, how long each try, and how often it is tried. */
export interface Limits {
  readonly totalMs: number;
  readonly attemptMs: number;
  readonly attempts: number;
}

export type CallLimits = Readonly<Record<TimeoutProfile, Limits>>;

// A person waits for an interactive call, so a hanging PayPal is asked again while he still does;
// a job comes back by itself.
export const usualLimits: CallLimits = {
  interactive: { totalMs: 10_000, attemptMs: 4_500, attempts: 3 },
  background: { totalMs: 8_000, attemptMs: 8_000, attempts: 1 },
};

interface Call<T> {
  /** What figures and traces call it. */
  readonly operation: string;
  readonly observer?: CallObserver | undefined;
  readonly client: BillingPayPalClient;
  readonly breaker: Breaker;
  /** Repeated as it is, idempotency key included. */
  readonly request: SdkRequest;
  readonly limits: Limits;
  /** The value in a 2xx answer; `null` when it can't be relied on. */
  readonly parse: (body: unknown) => T | null;
}

/** Calls PayPal within the limits, unless the breaker is open; every outcome is a result. */
export function callPayPal<T>(call: Call<T>): Promise<PayPalResult<T>> {
  const { operation, observer } = call;
  return instrument({ operation, observer, endOf }, () => callUnlessOpen(call));
}

function endOf(result: PayPalResult<unknown>): CallEnd {
  if (result.ok) return { outcome: "ok", isOk: true, debugId: result.debugId };
  const { failure } = result;
  return { outcome: classOf(failure), isOk: false, debugId: failure.debugId };
}

const classOf = ({ kind, issue }: PayPalFailure): string =>
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
    if (result.ok || attempt >= attempts || !isWorthAnotherTry(result.failure)) return result;
    const pause = Math.max(result.failure.retryAfterMs ?? 0, backoff(attempt));
    // Too little time left for another try: better the answer now.
    if (performance.now() + pause + 500 > deadline) return result;
    await sleep(pause);
  }
}

const isWorthAnotherTry = ({ kind }: PayPalFailure): boolean =>
  kind === "unavailable" || kind === "timeout" || kind === "unreadable";

/**
 * What one request's content causes says nothing about the next one: "not now" about one order in PayPal's
 * own words, an answer about one order that cannot be used, a 4xx without PayPal's words, as its edge
 * answers what looks like an attack. All others are PayPal's as a whole.
 */
const isOutage = ({ kind, issue, isAboutRequest }: PayPalFailure): boolean =>
  (kind === "unavailable" || kind === "timeout") && !isKnownIssue(issue) && !isAboutRequest;

const backoff = (attempt: number): number => 100 * 2 ** attempt * (0.5 + Math.random() / 2);

async function attemptOnce<T>(call: Call<T>, remainingMs: number): Promise<PayPalResult<T>> {
  const { attemptMs } = call.limits;
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(Math.min(attemptMs, remainingMs))));
  try {
    return resultOf(await call.client.execute(call.request, signal), call.parse);
  } catch (error) {
    if (error instanceof TokenRefused) return { ok: false, failure: tokenFailure(error.exchange) };
    if (signal.aborted) return { ok: false, failure: { kind: "timeout", issue: "TIMEOUT" } };
    return { ok: false, failure: { kind: "unavailable", issue: networkIssue(error) } };
  }
}

function resultOf<T>(exchange: Exchange, parse: (body: unknown) => T | null): PayPalResult<T> {
  if (exchange.status < 200 || exchange.status > 299)
    return { ok: false, failure: failureOf(exchange) };
  const { body, debugId, answeredAt } = exchange;
  const value = parse(body);
  if (value !== null) return { ok: true, value, debugId, answeredAt };
  // PayPal may have done it and garbled the answer: the outcome is unknown. No JSON at all, such as a page
  // about maintenance, is not about the order.
  const kind = body === undefined ? "unavailable" : "unreadable";
  return { ok: false, failure: { kind, issue: "MALFORMED_ANSWER", debugId } };
}

function failureOf(exchange: Exchange): PayPalFailure {
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

/** A 4xx that is none of "too slow" and "too many", which a busy PayPal answers to every request. */
const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

/** The order was never asked about, so nothing of the answer speaks of it: only of our credentials. */
function tokenFailure(exchange: Exchange): PayPalFailure {
  const { status } = exchange;
  const kind = status === 400 || status === 401 || status === 403 ? "unauthorized" : "unavailable";
  return { ...failureOf(exchange), kind, isAboutRequest: false };
}

function networkIssue(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" ? code : "NETWORK";
}
