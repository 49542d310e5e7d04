import type { MiddlewareHandler } from "hono";

/**
 * On every answer: it is data, for no page to frame, run or guess the type of, and what it says of
 * an order is for its owner alone to keep.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/**
 * Sets those that an answer has not set itself, and forbids caches to keep an answer that does not
 * say otherwise.
 */
export const addSecurityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  for (const [name, value] of Object.entries(securityHeaders))
    if (!headers.has(name)) headers.set(name, value);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
};
