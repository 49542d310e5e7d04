import type { Hono } from "hono";
import { BillingError } from "../domain/billing-error.ts";
import { receiveWebhook } from "../procedures/receive-webhook.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";

/** Receives webhook events from PayPal, authenticated by their signature. */
export function addWebhookRoute(
  app: Hono<AppEnvironment>,
  { webhooks, metrics }: Pick<AppOptions, "webhooks" | "metrics">,
): void {
  app.post("/webhooks/paypal", async (context) => {
    const { req } = context;
    if (!webhooks) throw new BillingError("not_found");
    const rawBody = new Uint8Array(await req.arrayBuffer());
    try {
      await receiveWebhook(webhooks, { header: (name) => req.header(name), rawBody });
    } catch (error) {
      const isRefused = error instanceof BillingError && error.code === "webhook_refused";
      metrics.webhook(isRefused ? "refused" : "unavailable");
      throw error;
    }
    metrics.webhook("received");
    return context.body(null, 204);
  });
}
