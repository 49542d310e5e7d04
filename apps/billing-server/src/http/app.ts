import { Hono } from "hono";
import { requestId as requestIds } from "hono/request-id";
import { BillingError } from "../domain/billing-error.ts";
import { listPrices } from "../procedures/list-prices.ts";
import { toBillingError } from "../procedures/to-billing-error.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";
import { crossOrigin } from "./cross-origin.ts";
import { docsPage, docsPolicy } from "./docs-page.ts";
import { errorAnswer, logError } from "./errors.ts";
import { limitAddress } from "./limit-address.ts";
import { limitBody } from "./limit-body.ts";
import { countPreflights, limitRequests } from "./limit-requests.ts";
import { observe } from "./observe.ts";
import { openApiDocument } from "./openapi.ts";
import { answerPricesFirst } from "./prices-first.ts";
import { addProbes } from "./probes.ts";
import { refuseOtherMethods } from "./refuse-other-methods.ts";
import { addRestRoutes } from "./rest.ts";
import { addSecurityHeaders } from "./security-headers.ts";
import { addTrpc } from "./trpc-route.ts";
import { addWebhookRoute } from "./webhook-route.ts";

const longestBody = 64 * 1024;
const longestAddress = 8 * 1024;

/** The service over HTTP: tRPC, the documented routes, probes and the OpenAPI document. */
export function createApp(options: AppOptions): Hono<AppEnvironment> {
  const { deps, accessControl, log, metrics } = options;
  const app = new Hono<AppEnvironment>();
  const origins = crossOrigin(deps.allowedOrigins);
  app.use(requestIds({ limitLength: 64 }));
  app.use(observe({ log, tracer: deps.tracer, onAnswered: metrics.answered }));
  app.use(addSecurityHeaders);
  app.use(countPreflights(accessControl));
  app.use(origins.middleware);
  app.use(limitRequests(accessControl));
  app.use(limitAddress(longestAddress));
  app.use(limitBody(longestBody));

  app.get("/order/prices", (context) =>
    context.json(listPrices(deps, { input: { currency: context.req.query("currency") } })),
  );
  addRestRoutes(app, options);
  addTrpc(app, options);
  addWebhookRoute(app, options);
  addProbes(app, options);
  app.get("/openapi.json", (context) => context.json(openApiDocument));
  app.get("/docs", (context) =>
    context.html(docsPage(), 200, { "content-security-policy": docsPolicy }),
  );

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
  return answerPricesFirst({ app, accessControl, priceBook: deps.priceBook, origins });
}
