import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { allowedHeaders } from "./allowed-headers.ts";

/** The CORS policy, as middleware and for a single response. */
export interface CrossOrigin {
  readonly middleware: MiddlewareHandler;
  /** The headers of a response to a GET without a preflight. */
  headersFor(request: Request): Readonly<Record<string, string>>;
}

const anyOrigin = { "access-control-allow-origin": "*" };

/**
 * The policy for the configured origins; without a list every origin is allowed. Tokens are sent in a
 * header and never in a cookie, so another origin has no access to a user's session.
 */
export function crossOrigin(allowedOrigins: ReadonlySet<string> | null): CrossOrigin {
  const middleware = cors({
    origin: allowedOrigins ? (origin) => (allowedOrigins.has(origin) ? origin : null) : "*",
    allowMethods: ["GET", "POST"],
    allowHeaders: [...allowedHeaders],
    exposeHeaders: ["x-request-id", "retry-after", "www-authenticate"],
    maxAge: 86_400,
  });
  if (!allowedOrigins) return { middleware, headersFor: () => anyOrigin };
  return {
    middleware,
    headersFor: (request) => {
      const origin = request.headers.get("origin") ?? "";
      const allowed = allowedOrigins.has(origin) ? { "access-control-allow-origin": origin } : {};
      return { ...allowed, vary: "Origin" };
    },
  };
}
