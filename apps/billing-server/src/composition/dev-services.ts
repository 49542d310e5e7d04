import type { Logger } from "pino";
import type { Config } from "../config/read-config.ts";
import type { RuntimeSettings } from "./runtime-settings.ts";

/** Services started in place of missing settings. */
export interface DevServices {
  readonly settings: RuntimeSettings;
  stop(): Promise<void>;
}

/**
 * Outside production, starts what is not configured: PostgreSQL with its data in `data_dir`, and a simulated
 * PayPal and web-order. Imported on demand, so that the image does not contain them.
 */
export async function startDevServices(config: Config, log: Logger): Promise<DevServices> {
  const stops: (() => Promise<void>)[] = [];
  const databaseUrl = config.databaseUrl ?? (await startDatabase(config, stops));
  const upstreams =
    config.paypal && config.webOrderUrl
      ? { paypal: config.paypal, webOrderUrl: config.webOrderUrl }
      : await startSimulator(log, stops);
  return {
    settings: { config, databaseUrl, log, ...upstreams },
    stop: async () => {
      for (const stop of stops.toReversed()) await stop();
    },
  };
}

async function startDatabase({ dataDir }: Config, stops: (() => Promise<void>)[]): Promise<string> {
  const { startEmbeddedPostgres } = await import("@onekonsole/embedded-postgres");
  const database = await startEmbeddedPostgres({ dataDir });
  stops.push(() => database.stop());
  return database.url;
}

async function startSimulator(log: Logger, stops: (() => Promise<void>)[]) {
  const { startSandbox } = await import("@onekonsole/billing-sandbox");
  const sandbox = await startSandbox();
  stops.push(() => sandbox.close());
  const { url: baseUrl, clientId, clientSecret } = sandbox.paypal;
  log.warn({ paypal: baseUrl }, "no PayPal credentials: using the built-in simulator");
  return {
    paypal: { clientId, clientSecret, baseUrl, environment: "sandbox" as const },
    // Simulated payments must never order real clusters.
    webOrderUrl: sandbox.webOrder.url,
  };
}
