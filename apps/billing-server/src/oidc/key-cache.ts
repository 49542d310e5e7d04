import type { LimitedWarning } from "../ports/limit-warnings.ts";
import { createKeyFetcher, type KeySource, type PublishedKeys } from "./fetch-keys.ts";

/** The keys can't be had now; says nothing about a token. */
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
  /** When they were asked for, by `performance.now()`: what was published later may be missing. */
  readonly askedAt: number;
}

/** The keys that were fetched last. */
export interface KeyCache {
  /** Those we have, else fetches them; renews old ones in the background. Rejects with KeysUnavailable. */
  current(): Promise<FetchedKeys>;
  /** Fetches them anew, once for all who ask while that lasts. Rejects with KeysUnavailable. */
  fetch(): Promise<FetchedKeys>;
  isFetching(): boolean;
}

const renewalMs = 10 * 60_000;
const renewalAfterFailureMs = 60_000;
const restMs = 5_000;

/**
 * Known keys serve on for hours while the issuer is down. After a failure it is not asked for 5 s:
 * callers without a valid token can cause fetches.
 */
export function createKeyCache(source: KeySource, warn: LimitedWarning): KeyCache {
  const fetchKeys = createKeyFetcher(source);
  let held: FetchedKeys | undefined;
  let fetching: Promise<FetchedKeys> | undefined;
  let renewAt = 0;
  let failure = { reason: "", restsUntil: Number.NEGATIVE_INFINITY };

  const fetchNow = async (): Promise<FetchedKeys> => {
    const askedAt = performance.now();
    if (askedAt < failure.restsUntil)
      throw new KeysUnavailable(failure.reason, failure.restsUntil - askedAt);
    try {
      held = { find: await fetchKeys(), askedAt };
      renewAt = performance.now() + renewalMs;
      return held;
    } catch (error) {
      const reason = describeError(error);
      failure = { reason, restsUntil: performance.now() + restMs };
      renewAt = performance.now() + renewalAfterFailureMs;
      warn("keys", { issuer: source.issuer, cause: reason }, "the issuer's keys can't be fetched");
      throw new KeysUnavailable(reason, restMs);
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
      if (!held) return fetch();
      // Whose call renews them does not wait for it.
      if (performance.now() >= renewAt) void fetch().catch(() => undefined);
      return held;
    },
  };
}

/** An error's text with that of its cause: `fetch failed` alone says nothing. */
function describeError(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const reason = cause instanceof Error ? `${String(error)} (${String(cause)})` : String(error);
  return reason.slice(0, 500);
}
