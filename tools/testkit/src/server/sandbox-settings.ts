import type { Sandbox } from "@onekonsole/billing-sandbox";

/** The settings of a server with this sandbox: a free loopback port, no webhooks and no tokens. */
export function sandboxSettings({ paypal, webOrder }: Sandbox, databaseUrl: string) {
  return {
    served_host: "127.0.0.1",
    served_port: "0",
    paypal_client_id: paypal.clientId,
    paypal_client_secret: paypal.clientSecret,
    paypal_base_url: paypal.url,
    web_order_service_url: webOrder.url,
    database_url: databaseUrl,
  };
}
