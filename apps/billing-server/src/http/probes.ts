import type { Hono, HonoRequest } from "hono";
import { BillingError } from "../domain/billing-error.ts";
import { singleFlight } from "../lib/single-flight.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";

const paths: ReadonlySet<string> = new Set(["/", "/livez", "/readyz", "/metrics"]);

/** Whether a request is one of those below, for whom it is meant. */
export const isProbe = ({ method, path, raw }: HonoRequest): boolean =>
  paths.has(path) &&
  (method === "GET" || method === "HEAD") &&
  !(path === "/metrics" && isFromProxy(raw));

// A scraper asks us directly; how much money there is is nobody's beyond a proxy.
const isFromProxy = ({ headers }: Request): boolean => headers.has("x-forwarded-for");

/** What an orchestrator and Prometheus ask for; none of it needs a token, and none costs a upstream. */
export function addProbes(
  app: Hono<AppEnvironment>,
  { checkReady, metrics }: Pick<AppOptions, "checkReady" | "metrics">,
): void {
  // One look serves all who ask while it lasts, since anybody may ask and each costs statements.
  const look = singleFlight(checkReady);
  const figures = singleFlight(metrics.text);
  // What today's service answers, and what its probe looks at.
  app.get("/", (context) => context.json(""));
  app.get("/livez", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    const standing = await look().catch((cause: unknown) => {
      // One that has its cause already is logged with that.
      throw cause instanceof BillingError
        ? cause
        : new BillingError("service_unavailable", { cause });
    });
    return context.json({ status: "ok", ...standing });
  });
  app.get("/metrics", async (context) => {
    if (isFromProxy(context.req.raw)) throw new BillingError("not_found");
    return context.body(await figures(), 200, { "content-type": metrics.contentType });
  });
}
