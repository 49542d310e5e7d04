import { BillingError } from "../domain/billing-error.ts";
import type { Caller, TokenCaller } from "../domain/caller.ts";
import type { Authenticator } from "../ports/authenticator.ts";
import type { BatchedRateLimit, RateLimit } from "../ports/rate-limit.ts";

/** What decides who is let in. */
export interface AuthenticationAndLimits {
  readonly authenticator: Authenticator;
  readonly perUser: RateLimit;
  /** Of service accounts, each of which calls for all its customers. */
  readonly perService: RateLimit;
  readonly perAddress: BatchedRateLimit;
}

/** What a request says of its sender. */
export interface RequestCredentials {
  readonly authorization: string | undefined;
  /** The network address; `null` where we only know the ingress's. */
  readonly address: string | null;
}

/**
 * Lets a caller in and counts him: a verified one by his subject, all others by their address, so that
 * wrong tokens from one address never cost a signed-in user his turn. Rejects with `unauthenticated`,
 * `too_many_requests` or `service_unavailable`.
 */
export async function authenticateAndLimit(
  authenticationAndLimits: AuthenticationAndLimits,
  credentials: RequestCredentials,
): Promise<Caller> {
  try {
    const caller = await authenticationAndLimits.authenticator.authenticate(
      credentials.authorization,
    );
    if (caller.kind === "ingress") checkAddress(authenticationAndLimits, credentials);
    else await countSubject(authenticationAndLimits, caller);
    return caller;
  } catch (error) {
    if (error instanceof BillingError && unverified.has(error.code))
      checkAddress(authenticationAndLimits, credentials);
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
export async function limitByAddress(
  authenticationAndLimits: AuthenticationAndLimits,
  credentials: RequestCredentials,
): Promise<void> {
  const retryAfterMs = countByAddress(authenticationAndLimits, credentials.address);
  if (retryAfterMs === null) return;
  const caller = await authenticationAndLimits.authenticator
    .authenticate(credentials.authorization)
    .catch(() => undefined);
  if (caller?.kind !== "token") throw tooMany(retryAfterMs);
  await countSubject(authenticationAndLimits, caller);
}

/** Counts a request by its address: how long it has to wait in milliseconds, `null` within the limit. */
export const countByAddress = (
  { perAddress }: Pick<AuthenticationAndLimits, "perAddress">,
  address: string | null,
): number | null => (address === null ? null : perAddress.take(address));

function checkAddress(
  authenticationAndLimits: AuthenticationAndLimits,
  { address }: RequestCredentials,
): void {
  const retryAfterMs = countByAddress(authenticationAndLimits, address);
  if (retryAfterMs !== null) throw tooMany(retryAfterMs);
}

async function countSubject(
  { perUser, perService }: AuthenticationAndLimits,
  { isService, subject }: TokenCaller,
): Promise<void> {
  const retryAfterMs = await (isService ? perService : perUser).take(subject);
  if (retryAfterMs !== null) throw tooMany(retryAfterMs);
}

const tooMany = (retryAfterMs: number) => new BillingError("too_many_requests", { retryAfterMs });
