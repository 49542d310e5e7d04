import type { MiddlewareHandler } from "hono";

/** Sent with every response: responses are data, not documents to frame, execute or sniff. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** Sent unless a response sets them itself. */
export const defaultHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  "cache-control": "no-store",
};

/** Adds the default headers that a response does not set itself. */
export const addSecurityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  for (const [name, value] of Object.entries(defaultHeaders))
    if (!headers.has(name)) headers.set(name, value);
};
