import type { LimitedWarning } from "../ports/limit-warnings.ts";
import { createKeyFetcher, type KeySource, type PublishedKeys } from "./fetch-keys.ts";

/** The keys are unavailable, so a token can be neither accepted nor rejected. */
export class KeysUnavailable extends Error {
  readonly retryAfterMs: number;

  constructor(reason: string, retryAfterMs: number) {
    super(reason);
    this.name = "KeysUnavailable";
    this.retryAfterMs = retryAfterMs;
  }
}

export interface FetchedKeys {
  readonly find: PublishedKeys;
  /** Start of the fetch, by `performance.now()`: keys published later may be missing. */
  readonly fetchedAt: number;
}

/** Caches the keys of the last successful fetch. */
export interface KeyCache {
  /** Returns the cached keys, or fetches them; renews old ones in the background. Rejects with KeysUnavailable. */
  current(): Promise<FetchedKeys>;
  /** Fetches the keys; concurrent calls share one fetch. Rejects with KeysUnavailable. */
  fetch(): Promise<FetchedKeys>;
  isFetching(): boolean;
}

const renewalMs = 10 * 60_000;
const renewalAfterFailureMs = 60_000;
const failureBackoffMs = 5_000;

/**
 * Cached keys stay valid while the issuer is down. After a failed fetch the issuer is not called for 5 s,
 * because callers without a valid token can cause fetches.
 */
export function createKeyCache(source: KeySource, warn: LimitedWarning): KeyCache {
  const fetchKeys = createKeyFetcher(source);
  let cached: FetchedKeys | undefined;
  let fetching: Promise<FetchedKeys> | undefined;
  let renewAt = 0;
  let failure = { reason: "", blockedUntil: Number.NEGATIVE_INFINITY };

  const fetchNow = async (): Promise<FetchedKeys> => {
    const fetchedAt = performance.now();
    if (fetchedAt < failure.blockedUntil)
      throw new KeysUnavailable(failure.reason, failure.blockedUntil - fetchedAt);
    try {
      cached = { find: await fetchKeys(), fetchedAt };
      renewAt = performance.now() + renewalMs;
      return cached;
    } catch (error) {
      const reason = describeError(error);
      failure = { reason, blockedUntil: performance.now() + failureBackoffMs };
      renewAt = performance.now() + renewalAfterFailureMs;
      warn("keys", { issuer: source.issuer, cause: reason }, "cannot fetch the issuer's keys");
      throw new KeysUnavailable(reason, failureBackoffMs);
    }
  };

  const fetch = (): Promise<FetchedKeys> =>
    (fetching ??= fetchNow().finally(() => {
      fetching = undefined;
    }));

  return {
    fetch,
    isFetching: () => fetching !== undefined,
    current: async () => {
      if (!cached) return fetch();
      // The renewal runs in the background; no caller waits for it.
      if (performance.now() >= renewAt) void fetch().catch(() => undefined);
      return cached;
    },
  };
}

/** An error's text with the text of its cause, because `fetch failed` alone does not explain the failure. */
function describeError(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const reason = cause instanceof Error ? `${String(error)} (${String(cause)})` : String(error);
  return reason.slice(0, 500);
}
