import { BillingError } from "../domain/billing-error.ts";
import type { Caller, TokenCaller } from "../domain/caller.ts";
import type { Authenticator } from "../ports/authenticator.ts";
import type { BatchedRateLimit, RateLimit } from "../ports/rate-limit.ts";

/** Authentication, and the rate limits per user, service and address. */
export interface AuthenticationAndLimits {
  readonly authenticator: Authenticator;
  readonly perUser: RateLimit;
  /** Per service account, which calls for all its customers. */
  readonly perService: RateLimit;
  readonly perAddress: BatchedRateLimit;
}

/** The credentials and the address of a request. */
export interface RequestCredentials {
  readonly authorization: string | undefined;
  /** The caller's network; `null` if only the ingress's address is known. */
  readonly address: string | null;
}

/**
 * Authenticates the caller and applies the rate limits: by subject for a valid token, by address otherwise,
 * so that invalid tokens from one address never use up a user's limit. Throws `unauthenticated`,
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

// While the issuer is down, forged tokens cannot be distinguished from valid ones.
const unverified: ReadonlySet<BillingError["code"]> = new Set([
  "unauthenticated",
  "service_unavailable",
]);

/**
 * Counts a request that needs no token by its address. Over the address's limit, a valid token
 * admits the request and is counted instead. So other traffic from the address never blocks an
 * authenticated user. Returns nothing within the limit, else a promise, which may reject with
 * `too_many_requests`.
 */
export function limitByAddress(
  authenticationAndLimits: AuthenticationAndLimits,
  credentials: RequestCredentials,
): Promise<void> | undefined {
  const retryAfterMs = countByAddress(authenticationAndLimits, credentials.address);
  if (retryAfterMs === null) return undefined;
  return limitByToken(authenticationAndLimits, credentials, retryAfterMs);
}

async function limitByToken(
  authenticationAndLimits: AuthenticationAndLimits,
  { authorization }: RequestCredentials,
  retryAfterMs: number,
): Promise<void> {
  const caller = await authenticationAndLimits.authenticator
    .authenticate(authorization)
    .catch(() => undefined);
  if (caller?.kind !== "token") throw tooManyRequests(retryAfterMs);
  await countSubject(authenticationAndLimits, caller);
}

/** Counts a request by its address; returns the milliseconds to wait, `null` within the limit. */
export const countByAddress = (
  { perAddress }: Pick<AuthenticationAndLimits, "perAddress">,
  address: string | null,
): number | null => (address === null ? null : perAddress.take(address));

function checkAddress(
  authenticationAndLimits: AuthenticationAndLimits,
  { address }: RequestCredentials,
): void {
  const retryAfterMs = countByAddress(authenticationAndLimits, address);
  if (retryAfterMs !== null) throw tooManyRequests(retryAfterMs);
}

async function countSubject(
  { perUser, perService }: AuthenticationAndLimits,
  { isService, subject }: TokenCaller,
): Promise<void> {
  const retryAfterMs = await (isService ? perService : perUser).take(subject);
  if (retryAfterMs !== null) throw tooManyRequests(retryAfterMs);
}

const tooManyRequests = (retryAfterMs: number) =>
  new BillingError("too_many_requests", { retryAfterMs });
