import type { Sandbox } from "@onekonsole/billing-sandbox";
import { sandboxSettings } from "@onekonsole/billing-testkit/server/sandbox-settings";

/** The id of the webhook that the simulated PayPal sends to the server. */
export const sandboxWebhookId = "SANDBOX-WEBHOOK";

interface ServerPlace {
  readonly databaseUrl: string;
  readonly port: number;
}

/** The settings of the billing server of `npm run dev`: every part of the service is on. */
export const serverSettings = (sandbox: Sandbox, { databaseUrl, port }: ServerPlace) => ({
  ...sandboxSettings(sandbox, databaseUrl),
  served_port: String(port),
  oidc_issuer: sandbox.issuer.url,
  oidc_audience: sandbox.issuer.audience,
  trusted_proxy_hops: "0",
  // The desk and its scenarios send more requests in the operator's name than a person does.
  rate_limit_per_user: "1200",
  paypal_webhook_id: sandboxWebhookId,
  paypal_webhook_issuer: sandbox.paypal.webhooks.caCertificate,
  // Known to all, like every secret of the sandbox; the same after a restart, for the endpoints' secrets.
  event_signing_key: "signing-key-of-the-sandbox-for-endpoints",
});
