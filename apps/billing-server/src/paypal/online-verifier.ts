import { z } from "zod";
import type { Verdict, WebhookVerifier } from "../domain/paypal-event.ts";
import type { BillingPayPalClient } from "./client.ts";

const answerSchema = z.object({ verification_status: z.enum(["SUCCESS", "FAILURE"]) });

/**
 * Asks PayPal whether a delivery is its own: one call an event, for when its certificates can't be
 * fetched or checked here.
 */
export function createOnlineVerifier(
  client: BillingPayPalClient,
  webhookId: string,
): WebhookVerifier {
  return {
    verify: async ({ header, rawBody }): Promise<Verdict> => {
      const fields = {
        auth_algo: header("paypal-auth-algo"),
        cert_url: header("paypal-cert-url"),
        transmission_id: header("paypal-transmission-id"),
        transmission_sig: header("paypal-transmission-sig"),
        transmission_time: header("paypal-transmission-time"),
        webhook_id: webhookId,
      };
      const event = Buffer.from(rawBody).toString("utf8");
      if (Object.values(fields).some((field) => !field) || !isJsonObject(event)) return "invalid";
      // PayPal compares the text: parsed and written again, 1.0 would become 1 and fail.
      const text = `${JSON.stringify(fields).slice(0, -1)},"webhook_event":${event}}`;
      try {
        const exchange = await client.execute({
          path: "/v1/notifications/verify-webhook-signature",
          verb: "POST",
          headers: { "Content-Type": "application/json" },
          body: text,
        });
        const answer = answerSchema.safeParse(exchange.body);
        // A 400 is about what the sender wrote; anything else without a verdict is our trouble.
        if (exchange.status === 400) return "invalid";
        if (exchange.status !== 200 || !answer.success) return "unavailable";
        return answer.data.verification_status === "SUCCESS" ? "valid" : "invalid";
      } catch {
        return "unavailable";
      }
    },
  };
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
