import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { allowedHeaders } from "./allowed-headers.ts";

/** Which pages of other origins may call, as middleware and for a single answer. */
export interface CrossOrigin {
  readonly middleware: MiddlewareHandler;
  /** The headers of an answer to a GET that needs no preflight. */
  headersFor(request: Request): Readonly<Record<string, string>>;
}

const anyone = { "access-control-allow-origin": "*" };

/**
 * The rule for the configured origins. Tokens travel in a header and never in a cookie, so without a
 * list any origin may call, as at today's service.
 */
export function crossOrigin(allowedOrigins: ReadonlySet<string> | null): CrossOrigin {
  const middleware = cors({
    origin: allowedOrigins ? (origin) => (allowedOrigins.has(origin) ? origin : null) : "*",
    allowMethods: ["GET", "POST"],
    allowHeaders: [...allowedHeaders],
    exposeHeaders: ["x-request-id", "retry-after", "www-authenticate"],
    maxAge: 86_400,
  });
  if (!allowedOrigins) return { middleware, headersFor: () => anyone };
  return {
    middleware,
    headersFor: (request) => {
      const origin = request.headers.get("origin") ?? "";
      const allowed = allowedOrigins.has(origin) ? { "access-control-allow-origin": origin } : {};
      return { ...allowed, vary: "Origin" };
    },
  };
}
