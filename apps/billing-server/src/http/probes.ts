import type { Hono } from "hono";
import { BillingError } from "../domain/billing-error.ts";
import type { AppEnvironment, AppOptions } from "./app.ts";

/** What an orchestrator and Prometheus ask for; none of it needs a token, and none costs a neighbour. */
export function addProbes(
  app: Hono<AppEnvironment>,
  { checkReady, metrics }: Pick<AppOptions, "checkReady" | "metrics">,
): void {
  // What today's service answers, and what its probe looks at.
  app.get("/", (context) => context.json(""));
  app.get("/livez", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    const standing = await checkReady().catch((cause: unknown) => {
      throw new BillingError("service_unavailable", { cause });
    });
    return context.json({ status: "ok", ...standing });
  });
  app.get("/metrics", async (context) =>
    context.body(await metrics.text(), 200, { "content-type": metrics.contentType }),
  );
}
