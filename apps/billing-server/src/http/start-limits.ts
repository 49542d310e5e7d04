import {
  authenticateAndLimit,
  limitByAddress,
  type RequestCredentials,
} from "../procedures/authenticate-and-limit.ts";
import type { Limits } from "./app-environment.ts";
import type { AccessControl } from "./request-credentials.ts";
import type { RequestKind } from "./request-kind.ts";

/**
 * The limits that apply to a request, of which the one for its kind is started: a request that never
 * reaches its procedure counts as well.
 */
export function startLimits(
  { authenticationAndLimits }: AccessControl,
  kind: RequestKind,
  credentials: RequestCredentials,
): Limits {
  const authenticate = () => authenticateAndLimit(authenticationAndLimits, credentials);
  const byAddress = () => limitByAddress(authenticationAndLimits, credentials);
  return {
    authenticateAndLimit: kind === "caller" ? startNow(authenticate) : authenticate,
    limitByAddress: kind === "public" ? startNow(byAddress) : byAddress,
  };
}

/** Starts the first run now and returns its result to the first call. */
function startNow<T extends Promise<unknown> | undefined>(run: () => T): () => T {
  const first = run();
  first?.catch(() => undefined);
  let isFirst = true;
  return () => {
    if (!isFirst) return run();
    isFirst = false;
    return first;
  };
}
