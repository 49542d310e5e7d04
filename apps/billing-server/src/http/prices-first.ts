import { Hono } from "hono";
import type { PriceBook } from "../procedures/context.ts";
import { listPrices } from "../procedures/list-prices.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { CrossOrigin } from "./cross-origin.ts";
import { type AccessControl, countForAddress } from "./request-credentials.ts";
import { securityHeaders } from "./security-headers.ts";

interface PricesFirst {
  readonly app: Hono<AppEnvironment>;
  readonly accessControl: AccessControl;
  readonly priceBook: PriceBook;
  readonly origins: CrossOrigin;
}

/**
 * Puts the one answer that never changes in front of everything else: every page of the console
 * asks for the prices, and the middleware it does not need costs three times the answer. A request
 * for one currency goes to the procedure, and one of an address over its limit to where its token is
 * looked at.
 */
export function answerPricesFirst(parts: PricesFirst): Hono<AppEnvironment> {
  const { app, accessControl, priceBook, origins } = parts;
  const text = JSON.stringify(listPrices({ priceBook }, { input: undefined }));
  const fixedHeaders = { "content-type": "application/json", ...securityHeaders };
  const front = new Hono<AppEnvironment>();
  front.get("/order/prices", (context) => {
    const { req, env } = context;
    if (req.raw.url.includes("?") || countForAddress(accessControl, context) !== null)
      return app.fetch(req.raw, env);
    const headers = { ...fixedHeaders, ...origins.headersFor(req.raw) };
    return new Response(text, { headers });
  });
  front.notFound(({ req, env }) => app.fetch(req.raw, env));
  return front;
}
