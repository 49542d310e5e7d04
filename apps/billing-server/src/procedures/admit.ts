import { BillingError } from "../domain/billing-error.ts";
import type {
  Authenticator,
  BatchedRateLimit,
  Caller,
  RateLimit,
  TokenCaller,
} from "../domain/caller.ts";

/** What decides who is let in. */
export interface Admission {
  readonly authenticator: Authenticator;
  readonly perUser: RateLimit;
  /** Of service accounts, each of which calls for all its customers. */
  readonly perService: RateLimit;
  readonly perAddress: BatchedRateLimit;
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
  try {
    const caller = await admission.authenticator.authenticate(arrival.authorization);
    if (caller.kind === "ingress") checkAddress(admission, arrival);
    else await countSubject(admission, caller);
    return caller;
  } catch (error) {
    if (error instanceof BillingError && unverified.has(error.code))
      checkAddress(admission, arrival);
    throw error;
  }
}

// While the issuer is down, a made-up token is told from a new one by nobody.
const unverified: ReadonlySet<BillingError["code"]> = new Set([
  "unauthenticated",
  "service_unavailable",
]);

/**
 * Counts a request that needs no token by its address. Where that has used up its limit, a valid token lets
 * the request in and is counted instead, so that what others send from one address never costs a signed-in
 * user anything. Rejects with `too_many_requests`.
 */
export async function limitByAddress(admission: Admission, arrival: Arrival): Promise<void> {
  const retryAfterMs = takeByAddress(admission, arrival.address);
  if (retryAfterMs === null) return;
  const caller = await admission.authenticator
    .authenticate(arrival.authorization)
    .catch(() => undefined);
  if (caller?.kind !== "token") throw tooMany(retryAfterMs);
  await countSubject(admission, caller);
}

/** Counts a request by its address: how long it has to wait in milliseconds, `null` within the limit. */
export const takeByAddress = (
  { perAddress }: Pick<Admission, "perAddress">,
  address: string | null,
): number | null => (address === null ? null : perAddress.take(address));

function checkAddress(admission: Admission, { address }: Arrival): void {
  const retryAfterMs = takeByAddress(admission, address);
  if (retryAfterMs !== null) throw tooMany(retryAfterMs);
}

async function countSubject(
  { perUser, perService }: Admission,
  { isService, subject }: TokenCaller,
): Promise<void> {
  const retryAfterMs = await (isService ? perService : perUser).take(subject);
  if (retryAfterMs !== null) throw tooMany(retryAfterMs);
}

const tooMany = (retryAfterMs: number) => new BillingError("too_many_requests", { retryAfterMs });
