import { singleFlight } from "../lib/single-flight.ts";

/** A token as granted by PayPal. */
export interface GrantedToken {
  readonly value: string;
  readonly lifetimeMs: number;
}

/** The bearer token, shared by the whole process. */
export interface AccessToken {
  /** The token if it is valid now; else use `obtain`. Starts a renewal that is due. */
  current(): string | undefined;
  /** Returns a valid token. Rejects with the grant's error if none can be obtained. */
  obtain(): Promise<string>;
  /** Discards a token that PayPal rejected, unless a newer one has replaced it. */
  discard(rejected: string): void;
}

interface CachedToken {
  readonly value: string;
  readonly refreshAt: number;
  readonly expiresAt: number;
}

// Between background renewals: PayPal limits the rate of token requests.
const renewalPauseMs = 5_000;

/**
 * Fetches one token for all concurrent callers, since PayPal limits the rate of token requests.
 * Renews it in the background before it expires, so that usually no request waits for a token.
 */
export function createAccessToken(
  grant: () => Promise<GrantedToken>,
  now: () => number = Date.now,
): AccessToken {
  let cached: CachedToken | undefined;
  let nextRenewalAt = 0;

  const fetchOnce = singleFlight(async (): Promise<CachedToken> => {
    const { value, lifetimeMs } = await grant();
    // Two minutes of slack, or a tenth of a short lifetime.
    const slack = Math.min(120_000, lifetimeMs * 0.1);
    const expiresAt = now() + lifetimeMs - Math.min(5_000, slack);
    cached = { value, refreshAt: now() + lifetimeMs - slack, expiresAt };
    return cached;
  });

  const current = (): string | undefined => {
    if (!cached || now() >= cached.expiresAt) return undefined;
    // A failed renewal is retried by a later caller; the old token is still valid.
    if (now() >= cached.refreshAt && now() >= nextRenewalAt) {
      nextRenewalAt = now() + renewalPauseMs;
      fetchOnce().catch(() => undefined);
    }
    return cached.value;
  };

  return {
    current,
    obtain: async () => current() ?? (await fetchOnce()).value,
    discard: (rejected) => {
      if (cached?.value === rejected) cached = undefined;
    },
  };
}
