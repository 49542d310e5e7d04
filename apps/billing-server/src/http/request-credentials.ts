import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import {
  authenticateAndLimit,
  type AuthenticationAndLimits,
  type RequestCredentials,
  limitByAddress,
  countByAddress,
} from "../procedures/authenticate-and-limit.ts";
import type { AppEnvironment, Limits } from "./app-environment.ts";
import { callerAddress, type Origin } from "./caller-address.ts";

export interface AccessControl {
  readonly authenticationAndLimits: AuthenticationAndLimits;
  /** How many proxies of ours append to X-Forwarded-For; `null` when nobody said. */
  readonly trustedProxyHops: number | null;
}

/** The limits for the sender of a request. */
export function limitsOf(accessControl: AccessControl, context: Context<AppEnvironment>): Limits {
  const credentials: RequestCredentials = {
    authorization: context.req.header("authorization"),
    address: addressOf(accessControl, context),
  };
  return {
    authenticateAndLimit: () =>
      authenticateAndLimit(accessControl.authenticationAndLimits, credentials),
    limitByAddress: () => limitByAddress(accessControl.authenticationAndLimits, credentials),
  };
}

/** Counts a request by its address alone: how long it has to wait, `null` within the limit. */
export const countForAddress = (
  accessControl: AccessControl,
  context: Context<AppEnvironment>,
): number | null =>
  countByAddress(accessControl.authenticationAndLimits, addressOf(accessControl, context));

/** The same for a request that could not be read, or only in part. */
export const countForOrigin = (
  { authenticationAndLimits, trustedProxyHops }: AccessControl,
  origin: Origin,
): number | null =>
  countByAddress(authenticationAndLimits, callerAddress(origin, trustedProxyHops));

function addressOf(
  { trustedProxyHops }: AccessControl,
  context: Context<AppEnvironment>,
): string | null {
  if (trustedProxyHops === null) return null;
  const peer = getConnInfo(context).remote.address;
  const forwardedFor = context.req.header("x-forwarded-for");
  return callerAddress({ peer, forwardedFor }, trustedProxyHops);
}
