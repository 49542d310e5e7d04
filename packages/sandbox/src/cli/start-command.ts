import { parseArgs } from "node:util";
import { controlPath } from "../control/operation.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../start-sandbox.ts";
import type { CliEnvironment } from "./cli-environment.ts";
import { UsageError } from "./usage-error.ts";

const help = `Usage: billing-sandbox start [options]

  --port N              PayPal's port; the others follow it (default 8041, 0 for free ports)
  --host ADDRESS        where to listen (default 127.0.0.1)
  --public-host NAME    the host name in all URLs (default: the address)
  --data-dir FOLDER     keeps the state there; without it, the state ends with the process
  --client-id ID        PayPal's credentials (default sandbox-client)
  --client-secret TEXT  (default sandbox-secret)
  --webhook URL         sends all webhook events to this URL
  --webhook-id ID       the id of that subscription`;

const options = {
  port: { type: "string", default: "8041" },
  host: { type: "string" },
  "public-host": { type: "string" },
  "data-dir": { type: "string" },
  "client-id": { type: "string" },
  "client-secret": { type: "string" },
  webhook: { type: "string" },
  "webhook-id": { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** Starts the sandbox, prints one URL a line, and resolves once `stopped` is aborted and everything is closed. */
export async function startCommand(
  args: readonly string[],
  { print, stopped }: Pick<CliEnvironment, "print" | "stopped">,
): Promise<void> {
  const values = parse(args);
  if (values.help) return print(help);
  await using sandbox = await startSandbox({ ...sandboxOptions(values), recordsWire: true });
  if (values.webhook !== undefined) subscribe(sandbox, values.webhook, values["webhook-id"]);
  print(describe(sandbox));
  if (!stopped.aborted)
    await new Promise((resolve) => stopped.addEventListener("abort", resolve, { once: true }));
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function sandboxOptions(values: ReturnType<typeof parse>): SandboxOptions {
  const { host, "public-host": publicHost, "data-dir": dataDir } = values;
  const { "client-id": clientId, "client-secret": clientSecret } = values;
  return {
    ...portsFrom(values.port),
    ...(host === undefined ? {} : { host }),
    ...(publicHost === undefined ? {} : { publicHost }),
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
}

function portsFrom(text: string) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_532)
    throw new UsageError("--port needs a port number.");
  return port === 0
    ? {}
    : { paypalPort: port, webOrderPort: port + 1, issuerPort: port + 2, controlPort: port + 3 };
}

function subscribe({ paypal }: Sandbox, url: string, webhookId: string | undefined): void {
  if (!URL.canParse(url)) throw new UsageError("--webhook needs a URL.");
  paypal.webhooks.subscribe({ url, ...(webhookId === undefined ? {} : { webhookId }) });
}

const describe = ({ paypal, webOrder, issuer, controlUrl }: Sandbox): string =>
  [
    `PayPal       ${paypal.url}  (client ${paypal.clientId}, secret ${paypal.clientSecret})`,
    `web-order    ${webOrder.url}`,
    `issuer       ${issuer.url}`,
    `control API  ${controlUrl}${controlPath}/openapi.json`,
  ].join("\n");
