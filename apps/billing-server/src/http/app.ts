import { Hono } from "hono";
import { BillingError } from "../domain/billing-error.ts";
import { listPrices } from "../procedures/list-prices.ts";
import { toBillingError } from "../procedures/to-billing-error.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";
import { crossOrigin } from "./cross-origin.ts";
import { addDescriptionRoutes } from "./description-routes.ts";
import { createDirectPath, type DirectHandler } from "./direct/direct-path.ts";
import { errorResponse, logError } from "./errors.ts";
import { instrumentRequests } from "./instrument-requests.ts";
import { limitBody } from "./limit-body.ts";
import { countPreflights, limitRequests } from "./limit-requests.ts";
import { limitUrlLength } from "./limit-url-length.ts";
import { addMethodNotAllowed } from "./method-not-allowed.ts";
import { addProbes } from "./probes.ts";
import { addReceiptRoute } from "./receipt-route.ts";
import { setRequestId } from "./request-id.ts";
import { addRestRoutes, pricesPath } from "./rest.ts";
import { addSecurityHeaders } from "./security-headers.ts";
import { addTrpc } from "./trpc-route.ts";
import { addWebhookRoute } from "./webhook-route.ts";

const maxBodyBytes = 64 * 1024;
const maxUrlLength = 8 * 1024;

/** The two ways to handle a request: the application handles any, the direct path some of them faster. */
export interface App {
  readonly fetch: Hono<AppEnvironment>["fetch"];
  readonly handleDirectly: DirectHandler;
}

/** The HTTP application: tRPC, REST routes, webhooks, probes and the API documentation. */
export function createApp(options: AppOptions): App {
  const { deps, accessControl, log, metrics } = options;
  const app = new Hono<AppEnvironment>();
  const origins = crossOrigin(deps.allowedOrigins);
  app.use(setRequestId);
  app.use(instrumentRequests({ log, tracer: deps.tracer, onAnswered: metrics.answered }));
  app.use(addSecurityHeaders);
  app.use(countPreflights(accessControl));
  app.use(origins.middleware);
  app.use(limitRequests(accessControl));
  app.use(limitUrlLength(maxUrlLength));
  app.use(limitBody(maxBodyBytes));

  app.get(pricesPath, (context) =>
    context.json(listPrices(deps, { input: { currency: context.req.query("currency") } })),
  );
  addRestRoutes(app, options);
  addReceiptRoute(app, options);
  addTrpc(app, options);
  addWebhookRoute(app, options);
  addProbes(app, options);
  addDescriptionRoutes(app, options);

  addMethodNotAllowed(app);
  app.notFound((context) =>
    errorResponse(context, new BillingError("not_found"), context.get("requestId")),
  );
  app.onError((cause, context) => {
    const error = toBillingError(cause);
    const requestId = context.get("requestId");
    logError(log, error, { requestId, path: context.req.path });
    return errorResponse(context, error, requestId);
  });
  return {
    fetch: app.fetch,
    handleDirectly: createDirectPath({ ...options, origins, maxUrlLength, maxBodyBytes }),
  };
}
