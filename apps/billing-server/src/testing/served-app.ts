import type { PayPalSandbox } from "@onekonsole/billing-sandbox";
import { createApp } from "../http/app.ts";
import type { DocsSettings } from "../http/docs/docs-settings.ts";
import { type ConnectionLimits, defaultConnectionLimits } from "../http/limit-connections.ts";
import type { Metrics } from "../http/metrics.ts";
import { type AccessControl, countByOrigin } from "../http/request-credentials.ts";
import { type HttpServer, serve } from "../http/serve.ts";
import type { Log } from "../ports/log.ts";
import type { ReceiptRenderer } from "../ports/receipt-renderer.ts";
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
  /** Logged warnings and errors. */
  readonly logged: readonly LoggedLine[];
  /** The log lines of requests. */
  readonly answered: readonly object[];
}

export interface ServedAppParts extends Partial<Dependencies> {
  readonly checkReady?: () => Promise<object>;
  readonly webhooks?: WebhookReceiver;
  readonly metrics?: Metrics;
  readonly accessControl?: AccessControl;
  readonly receipts?: ReceiptRenderer;
  /** Overrides the default limits, for tests that need short timeouts. */
  readonly connections?: ConnectionLimits;
  /** Replaces the log that fills `logged` and `answered`. */
  readonly log?: Log;
}

/** Metrics that record nothing. */
export const noMetrics: Metrics = {
  contentType: "text/plain",
  text: async () => "",
  answered: () => undefined,
  webhook: () => undefined,
};

/** Renders every document as an empty file. */
export const emptyReceipts: ReceiptRenderer = { render: async () => new Uint8Array() };

/** The page with its forms, for requests without a token. */
export const tryableDocs: DocsSettings = { canTry: true, issuer: null };

/** Accepts every request, as behind an ingress. */
export const ingressAccess: AccessControl = {
  trustedProxyHops: null,
  authenticationAndLimits: {
    authenticator: { authenticate: async () => ingress },
    perUser: { take: async () => null },
    perService: { take: async () => null },
    perAddress: { take: () => null },
  },
};

/** Starts the application on a free port; `parts` override its dependencies. */
export async function serveApp({
  checkReady = async () => ({}),
  webhooks,
  metrics = noMetrics,
  accessControl = ingressAccess,
  receipts = emptyReceipts,
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
    receipts,
    docs: tryableDocs,
  });
  const server = await serve({
    ...app,
    host: "127.0.0.1",
    port: 0,
    connections,
    countUnparsed: (origin) => countByOrigin(accessControl, origin),
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

/** The console's request for a cluster: 31 EUR by the default price book. */
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
