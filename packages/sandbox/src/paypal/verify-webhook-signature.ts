import { z } from "zod";
import type { Call } from "../http/call.ts";
import { rawMember } from "../http/raw-member.ts";
import { bodyRefusal } from "./json-body.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer } from "./responses.ts";
import { validationError } from "./webhook-errors.ts";

const verification = z.object({
  auth_algo: z.string(),
  cert_url: z.string(),
  transmission_id: z.string(),
  transmission_sig: z.string(),
  transmission_time: z.string(),
  webhook_id: z.string(),
  webhook_event: z.looseObject({}),
});

/**
 * `POST /v1/notifications/verify-webhook-signature`. The signature covers the raw text of
 * `webhook_event`: an event that was parsed and serialized again is a FAILURE.
 */
export function verifyWebhookSignature(paypal: PayPalSandbox, call: Call): Response {
  const refusal = bodyRefusal(call);
  if (refusal) return refusal;
  const parsed = verification.safeParse(call.json, { reportInput: true });
  if (!parsed.success) return validationError(parsed.error);
  const { auth_algo, cert_url, transmission_sig, transmission_time, ...ids } = parsed.data;
  const signed = {
    transmissionId: ids.transmission_id,
    transmissionTime: transmission_time,
    webhookId: ids.webhook_id,
    body: rawMember(call.text, "webhook_event") ?? "",
  };
  const genuine =
    auth_algo === "SHA256withRSA" && paypal.webhooks.verify(signed, cert_url, transmission_sig);
  return answer(200, { verification_status: genuine ? "SUCCESS" : "FAILURE" });
}
