import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import {
  admit,
  type Admission,
  type Arrival,
  limitByAddress,
  takeByAddress,
} from "../procedures/admit.ts";
import type { Context as ProcedureContext } from "../procedures/context.ts";
import type { AppEnvironment } from "./app.ts";
import { callerAddress, type Origin } from "./caller-address.ts";

export interface Door {
  readonly admission: Admission;
  /** How many proxies of ours append to X-Forwarded-For; `null` when nobody said. */
  readonly trustedProxyHops: number | null;
}

/** What a request may ask of the limits, for the sender it comes from. Each call counts. */
export type Limits = Required<Pick<ProcedureContext, "admit" | "limitByAddress">>;

/** The limits for the sender of a request. */
export function limitsOf(door: Door, context: Context<AppEnvironment>): Limits {
  const arrival: Arrival = {
    authorization: context.req.header("authorization"),
    address: addressOf(door, context),
  };
  return {
    admit: () => admit(door.admission, arrival),
    limitByAddress: () => limitByAddress(door.admission, arrival),
  };
}

/** Counts a request by its address alone: how long it has to wait, `null` within the limit. */
export const takeForAddress = (door: Door, context: Context<AppEnvironment>): number | null =>
  takeByAddress(door.admission, addressOf(door, context));

/** The same for a request that could not be read, or only in part. */
export const takeForOrigin = (
  { admission, trustedProxyHops }: Door,
  origin: Origin,
): number | null => takeByAddress(admission, callerAddress(origin, trustedProxyHops));

function addressOf({ trustedProxyHops }: Door, context: Context<AppEnvironment>): string | null {
  if (trustedProxyHops === null) return null;
  const peer = getConnInfo(context).remote.address;
  const forwardedFor = context.req.header("x-forwarded-for");
  return callerAddress({ peer, forwardedFor }, trustedProxyHops);
}
