import type { MiddlewareHandler } from "hono";
import type { AppEnvironment } from "./app-environment.ts";
import { type AccessControl, countRequest, requestCredentials } from "./request-credentials.ts";
import { requestKind } from "./request-kind.ts";
import { startLimits } from "./start-limits.ts";

/**
 * Counts every request except probes, before anything else handles it. Procedures reject for themselves, in
 * their clients' format; any other request over its limit is rejected here with `too_many_requests`.
 */
export function limitRequests(accessControl: AccessControl): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const kind = requestKind(context.req);
    const limits = startLimits(accessControl, kind, requestCredentials(accessControl, context));
    if (kind === "other") await limits.limitByAddress();
    context.set("limits", limits);
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
