import type { MiddlewareHandler } from "hono";
import type { AppEnvironment } from "./app-environment.ts";
import { type AccessControl, createRequestLimits, countRequest } from "./request-credentials.ts";
import { requestKind } from "./request-kind.ts";

/**
 * Counts every request except probes, before anything else handles it. Procedures reject for themselves, in
 * their clients' format; any other request over its limit is rejected here with `too_many_requests`.
 */
export function limitRequests(accessControl: AccessControl): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const limits = createRequestLimits(accessControl, context);
    const kind = requestKind(context.req);
    if (kind === "other") await limits.limitByAddress();
    context.set("limits", {
      authenticateAndLimit:
        kind === "caller" ? startNow(limits.authenticateAndLimit) : limits.authenticateAndLimit,
      limitByAddress: kind === "public" ? startNow(limits.limitByAddress) : limits.limitByAddress,
    });
    return next();
  };
}

/**
 * Counts preflights and rejects none: a preflight carries no token, so a rejection would block
 * authenticated users because of other traffic from their address. Must precede the CORS middleware.
 */
export function countPreflights(accessControl: AccessControl): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    if (context.req.method === "OPTIONS") countRequest(accessControl, context);
    return next();
  };
}

/**
 * Starts the first run now and returns its result to the first call: a request that never reaches its
 * procedure counts as well.
 */
function startNow<T>(run: () => Promise<T>): () => Promise<T> {
  let first: Promise<T> | undefined = run();
  first.catch(() => undefined);
  return () => {
    const result = first ?? run();
    first = undefined;
    return result;
  };
}
