// The sandbox on one machine: database, simulators of PayPal, web-order and sign-in, billing server, web.
import { join } from "node:path";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { openServerClock } from "@onekonsole/billing-testkit/clock/server-clock";
import { preferredPort } from "@onekonsole/billing-testkit/preferred-port";
import { sandboxSettings } from "@onekonsole/billing-testkit/server/sandbox-settings";
import { startEmbeddedPostgres } from "@onekonsole/embedded-postgres";
import { createServer } from "vite";
import { startBillingProcess } from "./dev/billing-process.ts";
import { dataFolderAt, describeStartError, prepareData } from "./dev/data-folder.ts";
import { writeRunningFile, runningFile } from "./dev/running-sandbox.ts";

const sandboxWebhookId = "SANDBOX-WEBHOOK";
const root = join(import.meta.dirname, "..");
const data = dataFolderAt(join(root, ".data"));
const stops: (() => Promise<unknown>)[] = [];
let stopping = false;

async function stop(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // In reverse order of the start, so that nothing loses a dependency.
  for (const end of stops.toReversed()) await end().catch(console.error);
  process.exit(exitCode);
}

interface WebSettings {
  readonly billingUrl: string;
  readonly issuerUrl: string;
  readonly controlUrl: string;
}

async function startWeb({ billingUrl, issuerUrl, controlUrl }: WebSettings): Promise<string> {
  const port = await preferredPort(Number(process.env["WEB_PORT"] ?? 5173));
  Object.assign(process.env, {
    BILLING_URL: billingUrl,
    VITE_ISSUER_URL: issuerUrl,
    VITE_SANDBOX_URL: controlUrl,
    WEB_PORT: String(port),
  });
  const ours = process.listeners("SIGTERM");
  const web = await createServer({ root: join(root, "apps", "demo-web"), logLevel: "warn" });
  stops.push(() => web.close());
  // Vite's own listener exits at once, which would prevent the clean stop of the others.
  for (const listener of process.listeners("SIGTERM"))
    if (!ours.includes(listener)) process.off("SIGTERM", listener);
  await web.listen();
  return `http://127.0.0.1:${port}`;
}

async function main(): Promise<void> {
  for (const note of await prepareData(data, process.argv.includes("--fresh"))) console.log(note);
  const database = await startEmbeddedPostgres({ dataDir: data.database });
  stops.push(() => database.stop());
  const sandbox = await startSandbox({
    paypalPort: await preferredPort(8041),
    webOrderPort: await preferredPort(8042),
    issuerPort: await preferredPort(8043),
    controlPort: await preferredPort(8044),
    recordsWire: true,
    dataDir: data.simulators,
  });
  stops.push(() => sandbox.close());
  const clock = await openServerClock(database.url, data.clockFile);
  // The later time of both: no clock moves backwards at a restart.
  const behindMs = clock.offsetMs - sandbox.paypal.clock.offset;
  sandbox.paypal.clock.advance(Math.max(0, behindMs));
  sandbox.paypal.clock.follow(clock.move);
  await sandbox.paypal.clock.moveFollowers();

  const port = await preferredPort(Number(process.env["served_port"] ?? 8030));
  const billingUrl = `http://127.0.0.1:${port}`;
  const settings = {
    ...sandboxSettings(sandbox, database.url),
    ...clock.environment,
    served_port: String(port),
    oidc_issuer: sandbox.issuer.url,
    oidc_audience: sandbox.issuer.audience,
    trusted_proxy_hops: "0",
    // The desk and its scenarios send more requests in the operator's name than a person does.
    rate_limit_per_user: "1200",
    paypal_webhook_id: sandboxWebhookId,
    paypal_webhook_issuer: sandbox.paypal.webhooks.caCertificate,
  };
  const billing = startBillingProcess(billingUrl, settings, [clock.preload]);
  sandbox.paypal.webhooks.subscribe({
    url: `${billingUrl}/webhooks/paypal`,
    webhookId: sandboxWebhookId,
  });
  stops.push(() => billing.stop());
  const { paypal, webOrder, issuer, controlUrl } = sandbox;
  const webUrl = await startWeb({ billingUrl, issuerUrl: issuer.url, controlUrl });
  await billing.ready;
  stops.push(await writeRunningFile(runningFile, { billing: billingUrl, issuer: issuer.url }));
  const simulators = { paypal: paypal.url, "web-order": webOrder.url, issuer: issuer.url };
  const tools = { desk: `${webUrl}/desk`, control: controlUrl };
  const line = Object.entries({ web: webUrl, billing: billingUrl, ...simulators, ...tools })
    .map(([name, url]) => `${name} ${url}`)
    .join("  ");
  console.log(`\nReady: ${line}`);
  console.log("The operator's command line: npm run -s billing -- orders\nStop with Ctrl-C.");
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void stop(0));
main().catch((error: unknown) => {
  if (!stopping) console.error(describeStartError(error));
  return stop(1);
});
