import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import {
  type AuthenticationAndLimits,
  countByAddress,
  type RequestCredentials,
} from "../procedures/authenticate-and-limit.ts";
import type { AppEnvironment } from "./app-environment.ts";
import { callerAddress, type Origin } from "./caller-address.ts";

export interface AccessControl {
  readonly authenticationAndLimits: AuthenticationAndLimits;
  /** How many of our proxies append to X-Forwarded-For; `null` if not configured. */
  readonly trustedProxyHops: number | null;
}

/** The credentials and the network address of a request on Hono. */
export const requestCredentials = (
  accessControl: AccessControl,
  context: Context<AppEnvironment>,
): RequestCredentials => ({
  authorization: context.req.header("authorization"),
  address: networkAddress(accessControl, context),
});

/** Counts a request by its address; returns the milliseconds to wait, `null` within the limit. */
export const countRequest = (
  accessControl: AccessControl,
  context: Context<AppEnvironment>,
): number | null =>
  countByAddress(accessControl.authenticationAndLimits, networkAddress(accessControl, context));

/** The same for a request on Node, which may be one that could not be parsed. */
export const countByOrigin = (
  { authenticationAndLimits, trustedProxyHops }: AccessControl,
  origin: Origin,
): number | null =>
  countByAddress(authenticationAndLimits, callerAddress(origin, trustedProxyHops));

function networkAddress(
  { trustedProxyHops }: AccessControl,
  context: Context<AppEnvironment>,
): string | null {
  if (trustedProxyHops === null) return null;
  const peer = getConnInfo(context).remote.address;
  const forwardedFor = context.req.header("x-forwarded-for");
  return callerAddress({ peer, forwardedFor }, trustedProxyHops);
}
