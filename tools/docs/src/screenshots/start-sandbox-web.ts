import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { createSandboxClient } from "@onekonsole/billing-sandbox/control";
import { createWorld, type ScenarioWorld } from "@onekonsole/billing-scenarios";
import { buildWeb } from "@onekonsole/billing-testkit/browser/build-web";
import { serveWeb } from "@onekonsole/billing-testkit/browser/serve-web";
import { openServerClock } from "@onekonsole/billing-testkit/clock/server-clock";
import { startBillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import { startEmbeddedPostgres } from "@onekonsole/embedded-postgres";

const webhookId = "SANDBOX-WEBHOOK";

/** The demo web's address and the world behind it; disposal stops everything and removes its files. */
export interface SandboxWeb extends AsyncDisposable {
  readonly url: string;
  readonly world: ScenarioWorld;
}

/** Starts what `npm run dev` starts, on free ports and an empty database. */
export async function startSandboxWeb(): Promise<SandboxWeb> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "screenshots-"));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const database = await startEmbeddedPostgres({ dataDir, durable: false });
  stack.defer(() => database.stop());
  const sandbox = stack.use(await startSandbox({ recordsWire: true }));
  const { issuer, paypal, controlUrl } = sandbox;
  const clock = await openServerClock(database.url, join(dataDir, "clock"));
  paypal.clock.follow(clock.move);
  const settings = {
    oidc_issuer: issuer.url,
    oidc_audience: issuer.audience,
    paypal_webhook_id: webhookId,
    paypal_webhook_issuer: paypal.webhooks.caCertificate,
    rate_limit_per_user: "100000",
  };
  const server = stack.use(
    await startBillingProcess({ sandbox, databaseUrl: database.url, settings, clock }),
  );
  paypal.webhooks.subscribe({ url: `${server.url}/webhooks/paypal`, webhookId });
  const webFolder = join(dataDir, "web");
  await buildWeb(webFolder);
  const web = stack.use(
    await serveWeb(webFolder, server.url, {
      issuerUrl: issuer.url,
      sandboxUrl: controlUrl,
      payPal: paypal,
    }),
  );
  const world = createWorld(server.url, createSandboxClient(controlUrl));
  const started = stack.move();
  return { url: web.url, world, [Symbol.asyncDispose]: () => started.disposeAsync() };
}
