import { BillingError } from "../domain/billing-error.ts";
import type { PayPalEvent } from "../domain/paypal-event.ts";
import type { WebhookInbox } from "../ports/webhook-inbox.ts";
import type { SignedWebhookRequest, WebhookVerifier } from "../ports/webhook-verifier.ts";

export interface WebhookReceiver {
  readonly verifier: WebhookVerifier;
  readonly inbox: WebhookInbox;
  readonly parse: (body: string) => PayPalEvent | null;
}

/**
 * Takes an event of PayPal's into the inbox; once this resolves we answer for it. Throws
 * `webhook_refused` for a forged or unreadable one, and `service_unavailable` when that can't be
 * told or stored now, on which PayPal sends it again.
 */
export async function receiveWebhook(
  { verifier, inbox, parse }: WebhookReceiver,
  delivery: SignedWebhookRequest,
): Promise<void> {
  const verdict = await verifier.verify(delivery);
  if (verdict === "unavailable") throw new BillingError("service_unavailable", { isLogged: true });
  if (verdict === "invalid") throw new BillingError("webhook_refused");
  const body = Buffer.from(delivery.rawBody).toString("utf8");
  const event = parse(body);
  if (!event) throw new BillingError("webhook_refused");
  await inbox.receive([{ id: event.id, type: event.type, body }]);
}
