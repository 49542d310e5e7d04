// The sandbox on one machine: database, simulators of PayPal, web-order and sign-in, billing server, web.
import { join } from "node:path";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { openServerClock } from "@onekonsole/billing-testkit/clock/server-clock";
import { startEmbeddedPostgres } from "@onekonsole/embedded-postgres";
import { formatBanner, formatRunsAlready } from "./dev/banner.ts";
import { startBillingProcess } from "./dev/billing-process.ts";
import { type ChosenPorts, choosePorts, namedUrls, urlAt } from "./dev/choose-ports.ts";
import { dataFolderAt, prepareData } from "./dev/data-folder.ts";
import { readDevOptions } from "./dev/dev-options.ts";
import { describeStartError, ExplainedError } from "./dev/explained-error.ts";
import { findRunning, runningFile, writeRunningFile } from "./dev/running-sandbox.ts";
import { sandboxWebhookId, serverSettings } from "./dev/server-settings.ts";
import { startWeb } from "./dev/start-web.ts";
import { followSandbox } from "./dev/story/follow-sandbox.ts";
import { formatLine } from "./dev/story/format-line.ts";
import { logFormatter } from "./dev/story/format-log.ts";
import { findInSandbox } from "./dev/story/order-facts.ts";

const root = join(import.meta.dirname, "..");
const data = dataFolderAt(join(root, ".data"));
const colorize = process.stdout.isTTY && process.stdout.hasColors();
const stops: (() => Promise<unknown>)[] = [];
let stopping = false;

async function stop(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // In reverse order of the start, so that nothing loses a dependency.
  for (const end of stops.toReversed()) await end().catch(console.error);
  process.exit(exitCode);
}

async function startSimulators(ports: ChosenPorts) {
  const sandbox = await startSandbox({
    paypalPort: ports.paypal.port,
    webOrderPort: ports.webOrder.port,
    issuerPort: ports.issuer.port,
    controlPort: ports.control.port,
    recordsWire: true,
    dataDir: data.simulators,
  });
  stops.push(() => sandbox.close());
  return sandbox;
}

async function main(): Promise<void> {
  const { verbose, fresh } = readDevOptions(process.argv.slice(2));
  const running = await findRunning(runningFile);
  if (running) throw new ExplainedError(formatRunsAlready(running.urls, running.pid));
  const notes = await prepareData(data, fresh);
  const database = await startEmbeddedPostgres({ dataDir: data.database });
  stops.push(() => database.stop());
  const ports = await choosePorts(process.env);
  const sandbox = await startSimulators(ports);
  const clock = await openServerClock(database.url, data.clockFile);
  // The later time of both: no clock moves backwards at a restart.
  const behindMs = clock.offsetMs - sandbox.paypal.clock.offset;
  sandbox.paypal.clock.advance(Math.max(0, behindMs));
  sandbox.paypal.clock.follow(clock.move);
  await sandbox.paypal.clock.moveFollowers();
  followSandbox(sandbox, (text) =>
    process.stdout.write(formatLine(sandbox.paypal.clock.now(), text, colorize)),
  );

  const billingUrl = urlAt(ports.billing);
  const billing = startBillingProcess({
    url: billingUrl,
    settings: {
      ...serverSettings(sandbox, { databaseUrl: database.url, port: ports.billing.port }),
      ...clock.environment,
    },
    preloads: [clock.preload],
    format: logFormatter({ verbose, colorize, find: findInSandbox(sandbox) }),
  });
  sandbox.paypal.webhooks.subscribe({
    url: `${billingUrl}/webhooks/paypal`,
    webhookId: sandboxWebhookId,
  });
  stops.push(() => billing.stop());
  const { issuer, controlUrl } = sandbox;
  const web = await startWeb({
    port: ports.web.port,
    billingUrl,
    issuerUrl: issuer.url,
    controlUrl,
    payPal: sandbox.paypal,
  });
  stops.push(() => web.close());
  await billing.ready;
  const urls = namedUrls(ports, issuer.url);
  const { pid } = process;
  stops.push(
    await writeRunningFile(runningFile, { pid, urls, billing: billingUrl, issuer: issuer.url }),
  );
  const offsetMs = sandbox.paypal.clock.offset;
  console.log(formatBanner({ urls, ports: Object.values(ports), notes, offsetMs }));
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void stop(0));
main().catch((error: unknown) => {
  if (!stopping) console.error(describeStartError(error));
  return stop(1);
});
