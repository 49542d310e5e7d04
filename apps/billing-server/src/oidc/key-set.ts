import { type CryptoKey, errors, type FlattenedJWSInput, type JWSHeaderParameters } from "jose";
import type { LimitedWarning } from "../ports/limit-warnings.ts";
import type { KeySource } from "./fetch-keys.ts";
import { createFirstRequestTimes } from "./first-request-times.ts";
import { createKeyCache, type FetchedKeys, KeysUnavailable } from "./key-cache.ts";
import { createRefreshBudget } from "./refresh-budget.ts";

/** The key that a signed token requires. */
export interface KeyQuery {
  readonly header: JWSHeaderParameters;
  readonly token: FlattenedJWSInput;
  /** When the token was received, by `performance.now()`. */
  readonly arrivedAt: number;
}

/** The issuer's public keys. */
export interface KeySet {
  /** Finds a cached key; `undefined` if there is none. Rejects with KeysUnavailable. */
  findKnown(query: KeyQuery): Promise<CryptoKey | undefined>;
  /**
   * Finds a key that may have been published since the last fetch; `undefined` if keys fetched after its first
   * request do not contain it. Rejects with KeysUnavailable if newer keys cannot be fetched now.
   */
  findNew(query: KeyQuery): Promise<CryptoKey | undefined>;
  /** Fetches the keys again unless they are less than 30 s old. Returns whether they were fetched. */
  renew(): Promise<boolean>;
}

const renewOnRequestMs = 30_000;
const maxWaiting = 1_000;
const maxFetches = 2;

/**
 * Fetches the keys once for all callers, and again for an unknown key id. Callers can invent key ids, so
 * unknown ids cause at most five fetches at once and then one every three seconds. Each fetch serves all
 * waiting callers, so invented ids delay a new key by at most three seconds.
 */
export function createKeySet(source: KeySource, warn: LimitedWarning): KeySet {
  const cache = createKeyCache(source, warn);
  const budget = createRefreshBudget();
  const firstRequestedAt = createFirstRequestTimes();
  let waiting = 0;

  const fetchNewer = async (): Promise<void> => {
    if (waiting >= maxWaiting)
      throw new KeysUnavailable("too many requests are waiting for newer keys", 1_000);
    waiting += 1;
    try {
      await cache.fetch();
    } finally {
      waiting -= 1;
    }
  };

  const fetchWithinBudget = async (): Promise<void> => {
    const waitMs = cache.isFetching() ? null : budget.take();
    if (waitMs !== null) throw new KeysUnavailable("newer keys were fetched too often", waitMs);
    await fetchNewer();
  };

  return {
    findKnown: async (query) => findIn(await cache.current(), query),
    findNew: async (query) => {
      const { alg, kid } = query.header;
      const seenAt = firstRequestedAt(`${alg} ${String(kid)}`, query.arrivedAt);
      // A shared fetch may have started before the key's first request; then one more is needed.
      for (let fetches = 0; fetches <= maxFetches; fetches += 1) {
        const keys = await cache.current();
        const key = await findIn(keys, query);
        if (key || keys.fetchedAt >= seenAt) return key;
        if (fetches < maxFetches) await fetchWithinBudget();
      }
      throw new KeysUnavailable("newer keys are being fetched", 1_000);
    },
    renew: async () => {
      const { fetchedAt } = await cache.current();
      if (performance.now() - fetchedAt < renewOnRequestMs) return false;
      return fetchNewer().then(
        () => true,
        () => false,
      );
    },
  };
}

async function findIn({ find }: FetchedKeys, query: KeyQuery): Promise<CryptoKey | undefined> {
  try {
    return await find(query.header, query.token);
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return undefined;
    throw error;
  }
}
