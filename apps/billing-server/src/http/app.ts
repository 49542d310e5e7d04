import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { Hono } from "hono";
import { requestId as requestIds } from "hono/request-id";
import { BillingError } from "../domain/billing-error.ts";
import type { Dependencies } from "../procedures/context.ts";
import { pricesOf } from "../procedures/list-prices.ts";
import { appRouter } from "../procedures/router.ts";
import { receiveWebhook, type WebhookReception } from "../procedures/receive-webhook.ts";
import { toBillingError } from "../procedures/trpc.ts";
import { crossOrigin } from "./cross-origin.ts";
import { errorAnswer, type HttpLog, logError } from "./errors.ts";
import { limitBody } from "./limit-body.ts";
import type { Metrics } from "./metrics.ts";
import { openApiDocument } from "./openapi.ts";
import { answerPricesFirst } from "./prices-first.ts";
import { addRestRoutes } from "./rest.ts";

export interface AppEnvironment {
  Variables: { requestId: string };
}

export interface AppOptions {
  readonly deps: Dependencies;
  readonly log: HttpLog;
  /** Rejects while the service can't take orders. */
  readonly checkReady: () => Promise<object>;
  /** `null` answers 404: without a subscription id no event can be told from a forged one. */
  readonly webhooks: WebhookReception | null;
  readonly metrics: Metrics;
}

const longestBody = 64 * 1024;

/** The service over HTTP: tRPC, the documented routes, probes and the OpenAPI document. */
export function createApp(options: AppOptions): Hono<AppEnvironment> {
  const { deps, log, checkReady, webhooks, metrics } = options;
  const app = new Hono<AppEnvironment>();
  const origins = crossOrigin(deps.allowedOrigins);
  app.use(requestIds({ limitLength: 64 }));
  app.use(origins.middleware);
  app.use(limitBody(longestBody));

  // What today's service answers, and what its probe looks at.
  app.get("/", (context) => context.json(""));
  app.get("/order/prices", (context) =>
    context.json(pricesOf(deps.priceBook, context.req.query("currency"))),
  );
  addRestRoutes(app, deps, log);
  app.on(["GET", "POST"], "/trpc/*", (context) =>
    answerTrpc(context.req.raw, context.get("requestId"), { deps, log }),
  );
  app.get("/livez", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    const standing = await checkReady().catch((cause: unknown) => {
      throw new BillingError("service_unavailable", { cause });
    });
    return context.json({ status: "ok", ...standing });
  });
  app.get("/metrics", async (context) =>
    context.body(await metrics.text(), 200, { "content-type": metrics.contentType }),
  );
  app.post("/webhooks/paypal", async ({ req, body }) => {
    if (!webhooks) throw new BillingError("not_found");
    const rawBody = new Uint8Array(await req.arrayBuffer());
    await receiveWebhook(webhooks, { header: (name) => req.header(name), rawBody });
    return body(null, 204);
  });
  app.get("/openapi.json", (context) => context.json(openApiDocument));

  refuseOtherMethods(app);
  app.notFound((context) =>
    errorAnswer(context, new BillingError("not_found"), context.get("requestId")),
  );
  app.onError((cause, context) => {
    const error = toBillingError(cause);
    const requestId = context.get("requestId");
    logError(log, error, { requestId, path: context.req.path });
    return errorAnswer(context, error, requestId);
  });
  return answerPricesFirst({ app, priceBook: deps.priceBook, origins });
}

function answerTrpc(
  request: Request,
  requestId: string,
  { deps, log }: Pick<AppOptions, "deps" | "log">,
): Promise<Response> {
  return fetchRequestHandler({
    endpoint: "/trpc",
    req: request,
    router: appRouter,
    createContext: () => ({
      deps,
      requestId,
      idempotencyKey: request.headers.get("idempotency-key") ?? undefined,
    }),
    // What tRPC refuses before there is a context it would label as text.
    responseMeta: ({ ctx }) => (ctx ? {} : { headers: { "content-type": "application/json" } }),
    onError: ({ error, path = "" }) => {
      // A caller who left is nobody's fault, and nobody reads the answer.
      if (request.signal.aborted) return;
      logError(log, toBillingError(error), { requestId, path });
    },
  });
}

/** A known address with the wrong method says which ones it takes. */
function refuseOtherMethods(app: Hono<AppEnvironment>): void {
  const methodsOf = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) {
    if (method === "ALL") continue;
    methodsOf.set(path, (methodsOf.get(path) ?? new Set()).add(method));
  }
  for (const [path, methods] of methodsOf) {
    if (methods.has("GET")) methods.add("HEAD");
    const allow = [...methods, "OPTIONS"].join(", ");
    app.all(path, (context) => {
      context.header("allow", allow);
      const error = new BillingError("method_not_allowed");
      return errorAnswer(context, error, context.get("requestId"));
    });
  }
}
