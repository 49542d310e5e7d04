import { singleFlight } from "../lib/single-flight.ts";

/** A token as PayPal granted it. */
export interface GrantedToken {
  readonly value: string;
  readonly lifeMs: number;
}

/** The one bearer token of this process. */
export interface AccessToken {
  /** A token good for some time yet; rejects as the grant does when none can be had. */
  current(): Promise<string>;
  /** Drops a token PayPal refused, unless a newer one has taken its place. */
  drop(refused: string): void;
}

interface HeldToken {
  readonly value: string;
  readonly refreshAt: number;
  readonly expiresAt: number;
}

// After a failed early renewal; PayPal limits the rate of token calls.
const renewalPauseMs = 5_000;

/**
 * Fetches a token once for all who need it (PayPal limits the rate of token calls) and renews it in
 * the background before it expires, so that in steady state no request waits for one.
 */
export function createAccessToken(
  grant: () => Promise<GrantedToken>,
  now: () => number = Date.now,
): AccessToken {
  let held: HeldToken | undefined;
  let notBefore = 0;

  const fetchOnce = singleFlight(async (): Promise<HeldToken> => {
    const { value, lifeMs } = await grant();
    // Two minutes of slack, but never most of a short life.
    const slack = Math.min(120_000, lifeMs * 0.1);
    const expiresAt = now() + lifeMs - Math.min(5_000, slack);
    held = { value, refreshAt: now() + lifeMs - slack, expiresAt };
    return held;
  });

  return {
    current: async () => {
      if (!held || now() >= held.expiresAt) return (await fetchOnce()).value;
      // A failed early renewal is tried again by the next caller; the old token still works.
      if (now() >= held.refreshAt && now() >= notBefore) {
        notBefore = now() + renewalPauseMs;
        fetchOnce().catch(() => undefined);
      }
      return held.value;
    },
    drop: (refused) => {
      if (held?.value === refused) held = undefined;
    },
  };
}
