import { rm } from "node:fs/promises";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { StartedBilling, StartOptions } from "../start-billing.ts";
import { createDataFolder } from "./data-folder.ts";
import { loadPackages } from "./load-packages.ts";
import { startServer } from "./start-server.ts";

const webhookId = "TEST-KIT";

/** Starts the database, the simulators and then the server; on failure, stops what was started. */
export async function startService({ settings = {} }: StartOptions): Promise<StartedBilling> {
  const { serverProgram, startSandbox, startEmbeddedPostgres } = await loadPackages();
  const stops: (() => Promise<unknown>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopAll(stops));
  try {
    const dataDir = await createDataFolder();
    stops.push(() => rm(dataDir, { recursive: true, force: true }));
    const database = await startEmbeddedPostgres({ dataDir, durable: false });
    stops.push(() => database.stop());
    const sandbox = await startSandbox();
    stops.push(() => sandbox.close());
    const environment = { ...settingsFor(sandbox, database.url), ...settings };
    const server = await startServer(serverProgram, environment);
    stops.push(() => server.stop());
    const { url } = server;
    sandbox.paypal.webhooks.subscribe({ url: `${url}/webhooks/paypal`, webhookId });
    return {
      url,
      sandbox,
      tokenFor: (userId) => sandbox.issuer.tokenFor(userId),
      approve: (orderId) => void sandbox.paypal.approve(orderId),
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** In reverse order of the start, so that nothing loses what it uses. */
async function stopAll(stops: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const stop of stops.toReversed()) await stop();
}

const settingsFor = ({ paypal, webOrder, issuer }: Sandbox, databaseUrl: string) => ({
  served_host: "127.0.0.1",
  served_port: "0",
  database_url: databaseUrl,
  paypal_client_id: paypal.clientId,
  paypal_client_secret: paypal.clientSecret,
  paypal_base_url: paypal.url,
  paypal_webhook_id: webhookId,
  paypal_webhook_issuer: paypal.webhooks.caCertificate,
  web_order_service_url: webOrder.url,
  oidc_issuer: issuer.url,
  oidc_audience: issuer.audience,
  trusted_proxy_hops: "0",
});
