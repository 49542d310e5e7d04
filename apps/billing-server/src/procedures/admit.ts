import { BillingError } from "../domain/billing-error.ts";
import type { Authenticator, Caller, RateLimit } from "../domain/caller.ts";

/** What decides who is let in. */
export interface Admission {
  readonly authenticator: Authenticator;
  readonly perUser: RateLimit;
  /** Of service accounts, each of which calls for all its customers. */
  readonly perService: RateLimit;
  readonly perAddress: RateLimit;
}

/** What a request says of its sender. */
export interface Arrival {
  readonly authorization: string | undefined;
  /** The network address; `null` where we only know the ingress's. */
  readonly address: string | null;
}

/**
 * Lets a caller in and counts him: a verified one by his subject, all others by their address, so that
 * wrong tokens from one address never cost a signed-in user his turn. Rejects with `unauthenticated`,
 * `too_many_requests` or `service_unavailable`.
 */
export async function admit(admission: Admission, arrival: Arrival): Promise<Caller> {
  const { perUser, perService, perAddress } = admission;
  try {
    const caller = await admission.authenticator.authenticate(arrival.authorization);
    if (caller.kind === "ingress") await count(perAddress, arrival.address);
    else await count(caller.isService ? perService : perUser, caller.subject);
    return caller;
  } catch (error) {
    if (error instanceof BillingError && unverified.has(error.code))
      await count(perAddress, arrival.address);
    throw error;
  }
}

// While the issuer is down, a made-up token is told from a new one by nobody.
const unverified: ReadonlySet<BillingError["code"]> = new Set([
  "unauthenticated",
  "service_unavailable",
]);

/** Counts whoever has no token to show; rejects with `too_many_requests`. */
export const admitUnnamed = ({ perAddress }: Admission, address: string | null): Promise<void> =>
  count(perAddress, address);

async function count(limit: RateLimit, key: string | null): Promise<void> {
  const retryAfterMs = key === null ? null : await limit.take(key);
  if (retryAfterMs !== null) throw new BillingError("too_many_requests", { retryAfterMs });
}
