import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { admit, type Admission, admitUnnamed } from "../procedures/admit.ts";
import type { Caller } from "../domain/caller.ts";
import type { AppEnvironment } from "./app.ts";
import { callerAddress } from "./caller-address.ts";

export interface Door {
  readonly admission: Admission;
  /** How many proxies of ours append to X-Forwarded-For; `null` when nobody said. */
  readonly trustedProxyHops: number | null;
}

/** Lets the sender of a request in, when a procedure asks. */
export const admitter =
  (door: Door, context: Context<AppEnvironment>): (() => Promise<Caller>) =>
  () =>
    admit(door.admission, {
      authorization: context.req.header("authorization"),
      address: addressOf(door, context),
    });

/** Counts a request that needs no token, but costs us something. */
export const countUnnamed = (door: Door, context: Context<AppEnvironment>): Promise<void> =>
  admitUnnamed(door.admission, addressOf(door, context));

function addressOf({ trustedProxyHops }: Door, context: Context<AppEnvironment>): string | null {
  const peer = getConnInfo(context).remote.address;
  const forwardedFor = context.req.header("x-forwarded-for");
  return callerAddress({ peer, forwardedFor }, trustedProxyHops);
}
