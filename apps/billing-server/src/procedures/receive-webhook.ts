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
 * Verifies an event and stores it in the inbox, from which it is processed. Throws `webhook_refused` for an
 * invalid signature or an unreadable event, and `service_unavailable` if it cannot be verified or stored
 * now; PayPal then sends it again.
 */
export async function receiveWebhook(
  { verifier, inbox, parse }: WebhookReceiver,
  request: SignedWebhookRequest,
): Promise<void> {
  const verdict = await verifier.verify(request);
  if (verdict === "unavailable") throw new BillingError("service_unavailable", { isLogged: true });
  if (verdict === "invalid") throw new BillingError("webhook_refused");
  const body = Buffer.from(request.rawBody).toString("utf8");
  const event = parse(body);
  if (!event) throw new BillingError("webhook_refused");
  await inbox.receive([{ id: event.id, type: event.type, body }]);
}
