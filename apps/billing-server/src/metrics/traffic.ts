import { Counter, Histogram, type Registry } from "prom-client";
import type { CountCall } from "../ports/call-observer.ts";

interface AnsweredRequest {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/** Counters of requests, jobs, webhook deliveries and calls to upstreams. */
export interface Traffic {
  answered(request: AnsweredRequest): void;
  job(job: string, outcome: "completed" | "postponed" | "failed" | "given_up"): void;
  webhook(outcome: "received" | "refused" | "unavailable"): void;
  dispatch(outcome: (typeof dispatchOutcomes)[number]): void;
  readonly paypalCall: CountCall;
  readonly webOrderCall: CountCall;
}

const dispatchOutcomes = ["sent", "failed", "gone", "dead"] as const;

// Seconds, from the read of one row to the longest call that a caller waits for.
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

// Requests are counted when the metrics are read, or so many together: in a loop, a count costs a
// third of what it costs between two requests.
const countTogether = 128;

/** Registers the counters. */
export function addTraffic(registry: Registry): Traffic {
  const registers = [registry];
  const requests = new Counter({
    name: "billing_http_requests_total",
    help: "Completed HTTP requests.",
    labelNames: ["route", "method", "status"],
    registers,
    collect: () => countAnswered(),
  });
  const requestSeconds = new Histogram({
    name: "billing_http_request_seconds",
    help: "Duration of HTTP requests.",
    labelNames: ["route"],
    buckets,
    registers,
    collect: () => countAnswered(),
  });
  const jobs = new Counter({
    name: "billing_jobs_total",
    help: "Job attempts by outcome.",
    labelNames: ["queue", "outcome"],
    registers,
  });
  const webhooks = new Counter({
    name: "billing_webhooks_total",
    help: "Webhook deliveries by outcome.",
    labelNames: ["outcome"],
    registers,
  });
  const dispatches = new Counter({
    name: "billing_dispatches_total",
    help: "Attempts to send an event to an endpoint by outcome; dead: the last attempt failed.",
    labelNames: ["outcome"],
    registers,
  });
  startAtZero(jobs, webhooks);
  for (const outcome of dispatchOutcomes) dispatches.inc({ outcome }, 0);
  const answered: AnsweredRequest[] = [];
  const countAnswered = (): void => {
    for (const { route, method, status, seconds } of answered.splice(0)) {
      requests.inc({ route, method, status });
      requestSeconds.observe({ route }, seconds);
    }
  };
  return {
    answered: (request) => {
      if (answered.push(request) >= countTogether) countAnswered();
    },
    job: (job, outcome) => jobs.inc({ queue: job, outcome }),
    webhook: (outcome) => webhooks.inc({ outcome }),
    dispatch: (outcome) => dispatches.inc({ outcome }),
    paypalCall: upstream(registry, "paypal", "PayPal"),
    webOrderCall: upstream(registry, "web_order", "web-order"),
  };
}

/** Prometheus does not count the first event of a series that starts with it. */
function startAtZero(jobs: Counter, webhooks: Counter): void {
  for (const queue of ["capture", "deliver", "refund", "webhook"])
    jobs.inc({ queue, outcome: "given_up" }, 0);
  for (const outcome of ["received", "refused", "unavailable"]) webhooks.inc({ outcome }, 0);
}

function upstream(registry: Registry, prefix: string, title: string): CountCall {
  const registers = [registry];
  const calls = new Counter({
    name: `billing_${prefix}_requests_total`,
    help: `Calls to ${title} by outcome.`,
    labelNames: ["operation", "outcome"],
    registers,
  });
  const callSeconds = new Histogram({
    name: `billing_${prefix}_request_seconds`,
    help: `Duration of calls to ${title}, including retries.`,
    labelNames: ["operation"],
    buckets,
    registers,
  });
  return ({ operation, outcome, seconds }) => {
    calls.inc({ operation, outcome });
    callSeconds.observe({ operation }, seconds);
  };
}
