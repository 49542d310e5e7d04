import type { PayPalSandbox } from "@onekonsole/billing-sandbox";
import { createApp } from "../http/app.ts";
import type { HttpLog } from "../http/errors.ts";
import { type ConnectionLimits, defaultConnectionLimits } from "../http/limit-connections.ts";
import type { Metrics } from "../http/metrics.ts";
import { type AccessControl, countUnparsedRequest } from "../http/request-credentials.ts";
import { type HttpServer, serve } from "../http/serve.ts";
import type { Dependencies } from "../procedures/context.ts";
import type { WebhookReceiver } from "../procedures/receive-webhook.ts";
import { ingress } from "./callers.ts";
import { startPayPalUnderTest } from "./paypal-under-test.ts";
import { sampleDependencies } from "./sample-dependencies.ts";

export interface LoggedLine {
  readonly level: "warn" | "error";
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The application on a real port, in front of a simulated PayPal, with its rows in memory. */
export interface ServedApp extends AsyncDisposable {
  readonly url: string;
  readonly server: HttpServer;
  readonly paypal: PayPalSandbox;
  /** What went wrong. */
  readonly logged: readonly LoggedLine[];
  /** One line for each request that a person may ask about. */
  readonly answered: readonly object[];
}

export interface ServedAppParts extends Partial<Dependencies> {
  readonly checkReady?: () => Promise<object>;
  readonly webhooks?: WebhookReceiver;
  readonly metrics?: Metrics;
  readonly accessControl?: AccessControl;
  /** In place of the usual ones; for tests that can't wait for them. */
  readonly connections?: ConnectionLimits;
  /** Instead of noting in `logged` and `answered`. */
  readonly log?: HttpLog;
}

/** For applications whose figures no test looks at. */
export const noMetrics: Metrics = {
  contentType: "text/plain",
  text: async () => "",
  answered: () => undefined,
  webhook: () => undefined,
};

/** Everybody is let in, as behind an ingress. */
export const ingressAccess: AccessControl = {
  trustedProxyHops: null,
  authenticationAndLimits: {
    authenticator: { authenticate: async () => ingress },
    perUser: { take: async () => null },
    perService: { take: async () => null },
    perAddress: { take: () => null },
  },
};

/** Serves it on a free port; the parts replace what it would be made of. */
export async function serveApp({
  checkReady = async () => ({}),
  webhooks,
  metrics = noMetrics,
  accessControl = ingressAccess,
  connections = defaultConnectionLimits,
  log,
  ...parts
}: ServedAppParts = {}): Promise<ServedApp> {
  const { gateway, sandbox, ...paypal } = await startPayPalUnderTest();
  const logged: LoggedLine[] = [];
  const answered: object[] = [];
  const note = (level: LoggedLine["level"]) => (fields: object) =>
    void logged.push({ level, fields: { ...fields } });
  const app = createApp({
    deps: sampleDependencies({ paypal: gateway, ...parts }),
    accessControl,
    log: log ?? {
      info: (fields) => void answered.push(fields),
      warn: note("warn"),
      error: note("error"),
    },
    checkReady,
    webhooks: webhooks ?? null,
    metrics,
  });
  const server = await serve({
    fetch: app.fetch,
    host: "127.0.0.1",
    port: 0,
    connections,
    countUnparsed: (origin) => countUnparsedRequest(accessControl, origin),
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    server,
    paypal: sandbox,
    logged,
    answered,
    [Symbol.asyncDispose]: async () => {
      await server.close(0);
      await paypal[Symbol.asyncDispose]();
    },
  };
}

/** What the console sends to order a cluster; 31 EUR by the default price book. */
export function createBody(changes: object = {}, details: object = {}) {
  return {
    order_details: {
      user_id: "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31",
      cluster_name: "blue-lake",
      images_storage: 11,
      has_monitoring: false,
      monitoring_storage: 5,
      has_alerting: false,
      ...details,
    },
    currency: "EUR",
    amount: "31",
    ...changes,
  };
}
