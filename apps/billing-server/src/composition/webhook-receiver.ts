import type { Logger } from "pino";
import type { Config } from "../config/read-config.ts";
import type { PayPalAccount } from "../paypal/client.ts";
import { fetchCertificateWithFallback } from "../paypal/fetch-certificate.ts";
import { createOfflineVerifier } from "../paypal/offline-verifier.ts";
import { parseEvent } from "../paypal/parse-event.ts";
import { certificateTrust } from "../paypal/webhook-certificate.ts";
import { limitWarnings } from "../ports/limit-warnings.ts";
import type { WebhookInbox } from "../ports/webhook-inbox.ts";
import type { WebhookReceiver } from "../procedures/receive-webhook.ts";

interface ReceiverParts {
  readonly config: Config;
  readonly paypal: PayPalAccount;
  readonly inbox: WebhookInbox;
  readonly log: Logger;
}

/** The receiver of PayPal's webhooks; `null`, with a warning, if `paypal_webhook_id` is not set. */
export function createWebhookReceiver(parts: ReceiverParts): WebhookReceiver | null {
  const { config, paypal, inbox, log } = parts;
  if (!config.webhook) {
    log.warn(
      "paypal_webhook_id is not set: webhooks are rejected, and only the sweeper queries PayPal",
    );
    return null;
  }
  const { id: webhookId, issuer, isOnlineRequested } = config.webhook;
  if (isOnlineRequested)
    log.warn(
      "paypal_webhook_verification=online has no effect: signatures are verified with PayPal's certificates; remove the variable",
    );
  const { environment, baseUrl } = paypal;
  const simulator = issuer && baseUrl ? { baseUrl, issuer } : undefined;
  const trust = certificateTrust({ environment, simulator });
  const fetchText = fetchCertificateWithFallback(baseUrl);
  const verifier = createOfflineVerifier({ webhookId, trust, fetchText, warn: limitWarnings(log) });
  return { verifier, inbox, parse: parseEvent };
}
