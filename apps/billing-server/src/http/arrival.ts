import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { admit, type Admission } from "../procedures/admit.ts";
import type { Caller } from "../domain/caller.ts";
import type { AppEnvironment } from "./app.ts";
import { callerAddress } from "./caller-address.ts";

export interface Door {
  readonly admission: Admission;
  /** How many proxies of ours append to X-Forwarded-For; `null` when nobody said. */
  readonly trustedProxyHops: number | null;
}

/** Lets the sender of a request in, when a procedure asks. */
export function admitter(
  { admission, trustedProxyHops }: Door,
  context: Context<AppEnvironment>,
): () => Promise<Caller> {
  return () => {
    const peer = getConnInfo(context).remote.address;
    const forwardedFor = context.req.header("x-forwarded-for");
    return admit(admission, {
      authorization: context.req.header("authorization"),
      address: callerAddress({ peer, forwardedFor }, trustedProxyHops),
    });
  };
}
