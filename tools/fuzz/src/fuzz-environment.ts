import { join } from "node:path";
import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { type Heap, inspectHeap } from "@onekonsole/billing-testkit/process/heap";
import { startMeasured } from "@onekonsole/billing-testkit/process/measured-process";
import { sandboxSettings } from "@onekonsole/billing-testkit/server/sandbox-settings";
import { type Bearer, bearers } from "./fuzz-request.ts";
import type { SeedData } from "./requests.ts";
import { createSeedData, webhookId } from "./seed-data.ts";

/** A server with orders, and a token for each kind of caller. */
export interface FuzzEnvironment extends AsyncDisposable {
  readonly port: number;
  readonly heap: Heap;
  readonly seedData: SeedData;
  token(bearer: Bearer): string | undefined;
}

export interface FuzzEnvironmentOptions {
  readonly databaseUrl: string;
  /** Runs the build of the server instead of its sources. */
  readonly built: boolean;
  readonly onLogLine: (line: string) => void;
}

const serverFolder = join(import.meta.dirname, "..", "..", "..", "apps", "billing-server");

/** Starts everything; disposing stops it. */
export async function startFuzzEnvironment(
  options: FuzzEnvironmentOptions,
): Promise<FuzzEnvironment> {
  const stack = new AsyncDisposableStack();
  const sandbox = stack.use(await startSandbox());
  const sources = ["--conditions=source", "--import", "tsx", "src/main.ts"];
  const server = await startMeasured({
    args: ["--inspect=127.0.0.1:0", ...(options.built ? ["dist/main.js"] : sources)],
    cwd: serverFolder,
    env: serverSettings(sandbox, options.databaseUrl),
    onLine: options.onLogLine,
  });
  stack.defer(() => server.stop());
  const heap = await inspectHeap(await server.inspector);
  stack.defer(() => heap.close());
  const tokens = await createTokens(sandbox);
  const billingUrl = `http://127.0.0.1:${server.port}`;
  return {
    port: server.port,
    heap,
    seedData: await createSeedData({ sandbox, billingUrl, token: tokens.get("service") ?? "" }),
    token: (bearer) => tokens.get(bearer),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function serverSettings(sandbox: Sandbox, databaseUrl: string) {
  const { paypal, issuer } = sandbox;
  return {
    ...sandboxSettings(sandbox, databaseUrl),
    paypal_webhook_id: webhookId,
    paypal_webhook_issuer: paypal.webhooks.caCertificate,
    oidc_issuer: issuer.url,
    oidc_audience: issuer.audience,
    trusted_proxy_hops: "1",
    // A limit would answer instead of the code behind it.
    open_orders_per_user: "1000000",
    rate_limit_per_user: "1000000",
    rate_limit_per_service: "1000000",
    rate_limit_per_address: "1000000",
  };
}

const life = { expiresInSeconds: 24 * 3600 };

async function createTokens({ issuer }: Sandbox): Promise<ReadonlyMap<Bearer, string>> {
  const create = (bearer: Exclude<Bearer, "anonymous">): Promise<string> => {
    switch (bearer) {
      case "customer":
        return issuer.tokenFor(issuer.users[0].id, life);
      case "operator":
        return issuer.operatorToken(life);
      case "service":
        return issuer.serviceToken(life);
      default:
        return issuer.forgedToken(bearer);
    }
  };
  const tokens = new Map<Bearer, string>();
  for (const bearer of bearers)
    if (bearer !== "anonymous") tokens.set(bearer, await create(bearer));
  return tokens;
}
