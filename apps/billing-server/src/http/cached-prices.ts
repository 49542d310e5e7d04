import { Hono } from "hono";
import type { PriceBook } from "../procedures/context.ts";
import { listPrices } from "../procedures/list-prices.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { CrossOrigin } from "./cross-origin.ts";
import { type AccessControl, countRequest } from "./request-credentials.ts";
import { securityHeaders } from "./security-headers.ts";

interface CachedPrices {
  readonly app: Hono<AppEnvironment>;
  readonly accessControl: AccessControl;
  readonly priceBook: PriceBook;
  readonly origins: CrossOrigin;
}

/**
 * Serves the prices before all middleware: every page of the console requests them, and the middleware
 * costs three times as much as the response. A request for one currency, or from an address over its
 * limit, takes the normal path.
 */
export function serveCachedPrices(parts: CachedPrices): Hono<AppEnvironment> {
  const { app, accessControl, priceBook, origins } = parts;
  const text = JSON.stringify(listPrices({ priceBook }, { input: undefined }));
  const fixedHeaders = { "content-type": "application/json", ...securityHeaders };
  const cached = new Hono<AppEnvironment>();
  cached.get("/order/prices", (context) => {
    const { req, env } = context;
    if (req.raw.url.includes("?") || countRequest(accessControl, context) !== null)
      return app.fetch(req.raw, env);
    const headers = { ...fixedHeaders, ...origins.headersFor(req.raw) };
    return new Response(text, { headers });
  });
  cached.notFound(({ req, env }) => app.fetch(req.raw, env));
  return cached;
}
