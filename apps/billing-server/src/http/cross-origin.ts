import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { allowedHeaders } from "./allowed-headers.ts";

/** The CORS policy, as middleware and for a single response. */
export interface CrossOrigin {
  readonly middleware: MiddlewareHandler;
  /** The headers of a response to a GET or POST with this Origin header. */
  headersFor(origin: string | undefined): Readonly<Record<string, string>>;
}

const exposedHeaders = ["x-request-id", "retry-after", "www-authenticate"];
const exposed = { "access-control-expose-headers": exposedHeaders.join(",") };
const anyOrigin = { "access-control-allow-origin": "*", ...exposed };

/**
 * The policy for the configured origins; without a list every origin is allowed. Tokens are sent in a
 * header and never in a cookie, so another origin has no access to a user's session.
 */
export function crossOrigin(allowedOrigins: ReadonlySet<string> | null): CrossOrigin {
  const middleware = cors({
    origin: allowedOrigins ? (origin) => (allowedOrigins.has(origin) ? origin : null) : "*",
    allowMethods: ["GET", "POST"],
    allowHeaders: [...allowedHeaders],
    exposeHeaders: exposedHeaders,
    maxAge: 86_400,
  });
  if (!allowedOrigins) return { middleware, headersFor: () => anyOrigin };
  return {
    middleware,
    headersFor: (origin = "") =>
      allowedOrigins.has(origin)
        ? { "access-control-allow-origin": origin, ...exposed, vary: "Origin" }
        : { ...exposed, vary: "Origin" },
  };
}
