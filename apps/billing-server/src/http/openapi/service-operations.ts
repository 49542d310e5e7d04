import type { ErrorCode } from "@onekonsole/billing-contract";
import type { Content, Operation } from "./operation.ts";

interface ServiceRoute {
  readonly id: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly content: Content;
  readonly errors?: readonly ErrorCode[];
}

const json = (schema: Content["schema"], example?: unknown): Content => ({
  mediaType: "application/json",
  schema,
  example,
});

const text = (mediaType: string): Content => ({ mediaType, schema: { type: "string" } });

const status = { type: "string", const: "ok" } as const;

const upstream: Content["schema"] = {
  type: "object",
  required: ["breaker", "reachable"],
  properties: {
    breaker: { type: "string", enum: ["closed", "open", "half_open"] },
    reachable: { type: ["boolean", "null"], description: "Null before the first check." },
  },
};

const readyUpstream = { breaker: "closed", reachable: true };

const routes: readonly ServiceRoute[] = [
  {
    id: "checkRoot",
    path: "/",
    summary: "Returns an empty text, for health checks of an ingress that use this path.",
    description: "The process responds.",
    content: json({ type: "string", const: "" }, ""),
  },
  {
    id: "checkLive",
    path: "/livez",
    summary: "Returns whether the process responds: the liveness probe.",
    description: "The process responds.",
    content: json(
      { type: "object", required: ["status"], properties: { status } },
      { status: "ok" },
    ),
  },
  {
    id: "checkReady",
    path: "/readyz",
    summary:
      "Returns whether orders can be accepted, with the state of the upstreams: the readiness probe.",
    description: "Orders can be accepted.",
    content: json(
      {
        type: "object",
        required: ["status", "paypal", "web_order"],
        properties: { status, paypal: upstream, web_order: upstream },
      },
      { status: "ok", paypal: readyUpstream, web_order: readyUpstream },
    ),
    errors: ["service_unavailable"],
  },
  {
    id: "readMetrics",
    path: "/metrics",
    summary:
      "Returns the metrics to a scraper in the cluster; through a proxy, they are not found.",
    description: "The metrics, in Prometheus' text format.",
    content: text("text/plain"),
    errors: ["not_found"],
  },
  {
    id: "readOpenApi",
    path: "/openapi.json",
    summary: "Returns this description as OpenAPI 3.1.",
    description: "The document.",
    content: json({ type: "object" }),
    errors: ["too_many_requests"],
  },
  {
    id: "readDocs",
    path: "/docs",
    summary: "Shows this description in a browser, with the procedures that have no route.",
    description: "The page.",
    content: text("text/html"),
    errors: ["too_many_requests"],
  },
];

/** The probes, the metrics and the descriptions of the API: all without a token. */
export const serviceOperations: readonly Operation[] = routes.map(
  ({ id, path, summary, description, content, errors = [] }) => ({
    id,
    tag: "service",
    procedure: null,
    method: "GET",
    path,
    summary,
    access: "public",
    parameters: [],
    body: null,
    successes: [{ status: 200, description, content }],
    errors,
  }),
);
