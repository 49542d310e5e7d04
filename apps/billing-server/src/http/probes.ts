import type { Hono, HonoRequest } from "hono";
import { BillingError } from "../domain/billing-error.ts";
import { singleFlight } from "../lib/single-flight.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";

const paths: ReadonlySet<string> = new Set(["/", "/livez", "/readyz", "/metrics"]);

/** Whether a request is a probe or a scrape that comes directly, not through a proxy. */
export const isProbe = ({ method, path, raw }: HonoRequest): boolean =>
  paths.has(path) &&
  (method === "GET" || method === "HEAD") &&
  !(path === "/metrics" && isFromProxy(raw));

// Prometheus scrapes pods directly; amounts of money must not be readable through a proxy.
const isFromProxy = ({ headers }: Request): boolean => headers.has("x-forwarded-for");

/** Probes and metrics: no token, no call to an upstream. */
export function addProbes(
  app: Hono<AppEnvironment>,
  { checkReady, metrics }: Pick<AppOptions, "checkReady" | "metrics">,
): void {
  // Single-flight: the endpoints are unauthenticated, and each check costs SQL statements.
  const check = singleFlight(checkReady);
  const readMetrics = singleFlight(metrics.text);
  // Existing health checks use this path.
  app.get("/", (context) => context.json(""));
  app.get("/livez", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    const upstreams = await check().catch((cause: unknown) => {
      // A BillingError already has its cause.
      throw cause instanceof BillingError
        ? cause
        : new BillingError("service_unavailable", { cause });
    });
    return context.json({ status: "ok", ...upstreams });
  });
  app.get("/metrics", async (context) => {
    if (isFromProxy(context.req.raw)) throw new BillingError("not_found");
    return context.body(await readMetrics(), 200, { "content-type": metrics.contentType });
  });
}
