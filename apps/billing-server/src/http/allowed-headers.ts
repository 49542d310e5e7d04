const clientHeaders = [
  "authorization",
  "content-type",
  "idempotency-key",
  "last-event-id",
  "trpc-accept",
  "x-request-id",
  "x-trpc-source",
];

const tracingHeaders = [
  // W3C Trace Context and Baggage, which OpenTelemetry and most vendors' libraries send.
  "traceparent",
  "tracestate",
  "baggage",
  "sentry-trace",
  // Zipkin's B3, in one header and in several.
  "b3",
  "x-b3-traceid",
  "x-b3-spanid",
  "x-b3-parentspanid",
  "x-b3-sampled",
  "x-b3-flags",
  "x-datadog-trace-id",
  "x-datadog-parent-id",
  "x-datadog-origin",
  "x-datadog-sampling-priority",
  "x-datadog-tags",
  "newrelic",
  "elastic-apm-traceparent",
  // Application Insights, Jaeger, AWS X-Ray, Google Cloud Trace.
  "request-id",
  "request-context",
  "uber-trace-id",
  "x-amzn-trace-id",
  "x-cloud-trace-context",
];

/**
 * Request headers that CORS allows: those of the clients, and those that tracing libraries in browsers add
 * to every request. Not "*", which does not cover Authorization (Fetch standard) and would let pages send
 * proxies' headers such as X-Forwarded-For.
 */
export const allowedHeaders: readonly string[] = [...clientHeaders, ...tracingHeaders];
