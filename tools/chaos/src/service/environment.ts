import type { Prices } from "@onekonsole/billing-contract";
import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { openBalancer } from "@onekonsole/billing-testkit/balancer";
import {
  type RestartableDatabase,
  startDatabase,
} from "@onekonsole/billing-testkit/database/restartable-database";
import { sandboxSettings } from "@onekonsole/billing-testkit/server/sandbox-settings";
import { spawnServer } from "@onekonsole/billing-testkit/server/spawn-server";
import type { ChaosOptions } from "../options.ts";
import { type Replica, startReplica } from "./replica.ts";
import { createServerLog, type ServerLog } from "./server-log.ts";

/** The service and its upstreams, without faults. */
export interface ChaosEnvironment extends AsyncDisposable {
  readonly database: RestartableDatabase;
  readonly sandbox: Sandbox;
  readonly replicas: readonly Replica[];
  /** The load balancer in front of all replicas. */
  readonly billingUrl: string;
  readonly log: ServerLog;
}

/** The currencies of the price book: with two decimals and with none. */
export const currencies = ["USD", "EUR", "JPY", "HUF", "TWD"] as const;

const webhookId = "4JH86294D6297924G";

/** Starts everything. `recordViolation` is called for each replica that exits without being stopped. */
export async function startEnvironment(
  { replicas: count, built }: ChaosOptions,
  recordViolation: (subject: string, description: string) => void,
): Promise<ChaosEnvironment> {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await startDatabase());
  const sandbox = stack.use(await startSandbox());
  const log = createServerLog();
  const environment = serverSettings(sandbox, database.url);
  const spawn = () => spawnServer({ name: "main", built, environment });
  const replicas = Array.from({ length: count }, (_, index) => {
    const onUnexpectedExit = (how: string) =>
      recordViolation(`server ${index + 1}`, `exited unexpectedly (${how})`);
    return stack.use(startReplica({ spawn, log, onUnexpectedExit }));
  });
  const serving = () => replicas.flatMap(({ port }) => (port === null ? [] : [port]));
  const { url: billingUrl } = stack.use(await openBalancer(serving));
  await Promise.all(replicas.map((replica) => replica.ready()));
  sandbox.paypal.webhooks.subscribe({ url: `${billingUrl}/webhooks/paypal`, webhookId });
  return {
    database,
    sandbox,
    replicas,
    billingUrl,
    log,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function serverSettings(sandbox: Sandbox, databaseUrl: string): Record<string, string> {
  const prices: Prices = {
    basic: 20,
    img_storage_price_unit: 1,
    monitoring_option: 5,
    monitoring_storage_price_unit: 1,
    alerting_option: 5,
  };
  return {
    ...sandboxSettings(sandbox, databaseUrl),
    paypal_webhook_id: webhookId,
    paypal_webhook_issuer: sandbox.paypal.webhooks.caCertificate,
    approval_timeout_seconds: "60",
    duplicate_window_seconds: "86400",
    price_book: JSON.stringify(Object.fromEntries(currencies.map((code) => [code, prices]))),
  };
}
