import type { IssuedToken } from "./issuer.ts";

interface KeptToken {
  readonly token: string;
  readonly renewAt: number;
  readonly endsAt: number;
}

// A token must not expire while a request is in flight.
const usedShare = 0.8;

/**
 * Returns the user's cached token, or requests a new one in the last fifth of its lifetime.
 * Concurrent callers share one request. If it fails, the cached token is used until it expires.
 */
export function freshTokens(
  request: (userId: string) => Promise<IssuedToken>,
  now: () => number = Date.now,
): (userId: string) => Promise<string> {
  const kept = new Map<string, KeptToken>();
  const pending = new Map<string, Promise<string>>();

  async function renew(userId: string): Promise<string> {
    const requestedAt = now();
    try {
      const { token, expiresInSeconds } = await request(userId);
      const lifeMs = expiresInSeconds * 1000;
      const renewAt = requestedAt + lifeMs * usedShare;
      kept.set(userId, { token, renewAt, endsAt: requestedAt + lifeMs });
      return token;
    } catch (error) {
      const old = kept.get(userId);
      if (old && now() < old.endsAt) return old.token;
      throw error;
    } finally {
      pending.delete(userId);
    }
  }

  return async (userId) => {
    const known = kept.get(userId);
    if (known && now() < known.renewAt) return known.token;
    const running = pending.get(userId) ?? renew(userId);
    pending.set(userId, running);
    return running;
  };
}
