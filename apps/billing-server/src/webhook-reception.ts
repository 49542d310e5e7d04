import type { Logger } from "pino";
import type { Config } from "./config/read-config.ts";
import type { WebhookInbox, WebhookVerifier } from "./domain/paypal-event.ts";
import type { BillingPayPalClient, PayPalAccount } from "./paypal/client.ts";
import { fetchCertificate } from "./paypal/fetch-certificate.ts";
import { createOfflineVerifier } from "./paypal/offline-verifier.ts";
import { createOnlineVerifier } from "./paypal/online-verifier.ts";
import { parseEvent } from "./paypal/parse-event.ts";
import { certificateTrust } from "./paypal/webhook-certificate.ts";
import type { WebhookReception } from "./procedures/receive-webhook.ts";

interface ReceptionParts {
  readonly config: Config;
  readonly paypal: PayPalAccount;
  readonly client: BillingPayPalClient;
  readonly inbox: WebhookInbox;
  readonly log: Logger;
}

/** How PayPal's events are received; `null`, and said so, without the id of our subscription. */
export function webhookReception(parts: ReceptionParts): WebhookReception | null {
  const { config, inbox, log } = parts;
  if (!config.webhook) {
    log.warn(
      "paypal_webhook_id is not set: webhooks are not received, the sweeper asks PayPal instead",
    );
    return null;
  }
  return { verifier: verifierOf(parts, config.webhook), inbox, parse: parseEvent };
}

function verifierOf(
  { paypal, client }: ReceptionParts,
  { id, verification, issuer }: NonNullable<Config["webhook"]>,
): WebhookVerifier {
  if (verification === "online") return createOnlineVerifier(client, id);
  const { environment, baseUrl } = paypal;
  const simulator = issuer && baseUrl ? { baseUrl, issuer } : undefined;
  const trust = certificateTrust({ environment, simulator });
  return createOfflineVerifier({ webhookId: id, trust, fetchText: fetchCertificate });
}
