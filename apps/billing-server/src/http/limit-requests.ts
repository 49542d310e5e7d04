import type { MiddlewareHandler } from "hono";
import type { AppEnvironment } from "./app-environment.ts";
import { type AccessControl, limitsOf, countForAddress } from "./request-credentials.ts";
import { kindOf } from "./request-kind.ts";

/**
 * Counts every request but the probes, before anything of it is looked at. Procedures refuse for themselves, in
 * the shape that their clients read; whatever else is over its limit is refused here, with
 * `too_many_requests`.
 */
export function limitRequests(accessControl: AccessControl): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const limits = limitsOf(accessControl, context);
    const kind = kindOf(context.req);
    if (kind === "other") await limits.limitByAddress();
    context.set("limits", {
      authenticateAndLimit:
        kind === "caller" ? ahead(limits.authenticateAndLimit) : limits.authenticateAndLimit,
      limitByAddress: kind === "public" ? ahead(limits.limitByAddress) : limits.limitByAddress,
    });
    return next();
  };
}

/**
 * Counts a preflight and refuses none: it can't show a token, so a refusal would lock signed-in users out for
 * what others send from their address. It costs as much to answer as to refuse. Stands before what answers them.
 */
export function countPreflights(accessControl: AccessControl): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    if (context.req.method === "OPTIONS") countForAddress(accessControl, context);
    return next();
  };
}

/** Does it once now, for the first who asks: a request counts also when it never gets to its procedure. */
function ahead<T>(run: () => Promise<T>): () => Promise<T> {
  let first: Promise<T> | undefined = run();
  first.catch(() => undefined);
  return () => {
    const result = first ?? run();
    first = undefined;
    return result;
  };
}
