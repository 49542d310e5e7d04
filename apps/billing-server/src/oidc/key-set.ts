import { type CryptoKey, errors, type FlattenedJWSInput, type JWSHeaderParameters } from "jose";
import type { LimitedWarning } from "../ports/limit-warnings.ts";
import type { KeySource } from "./fetch-keys.ts";
import { createFirstRequestTimes } from "./first-request-times.ts";
import { createKeyCache, type FetchedKeys, KeysUnavailable } from "./key-cache.ts";
import { createRefreshBudget } from "./refresh-budget.ts";

/** The part of a signed token that names its key. */
export interface KeyQuery {
  readonly header: JWSHeaderParameters;
  readonly token: FlattenedJWSInput;
  /** When the token came, by `performance.now()`. */
  readonly arrivedAt: number;
}

/** The issuer's public keys. */
export interface KeySet {
  /** A key that was there when we last looked, else `undefined`. Rejects with KeysUnavailable. */
  findKnown(query: KeyQuery): Promise<CryptoKey | undefined>;
  /**
   * A key that may be new since then; `undefined` when keys that were fetched after it was first asked
   * for don't have it. Rejects with KeysUnavailable when that can't be told yet.
   */
  findNew(query: KeyQuery): Promise<CryptoKey | undefined>;
  /** Fetches the keys again unless they are at most half a minute old; whether that was done. */
  renew(): Promise<boolean>;
}

const renewOnRequestMs = 30_000;
const mostWaiting = 1_000;
const mostFetches = 2;

/**
 * Fetches the keys once for all callers and again for a key id that is new. Callers without a valid
 * token can make up key ids, so these cause five fetches at once and then one in three seconds: each
 * serves all who wait, and so no one can keep a new key out for longer.
 */
export function createKeySet(source: KeySource, warn: LimitedWarning): KeySet {
  const held = createKeyCache(source, warn);
  const budget = createRefreshBudget();
  const firstRequestedAt = createFirstRequestTimes();
  let waiting = 0;

  const fetchNewer = async (): Promise<void> => {
    if (waiting >= mostWaiting)
      throw new KeysUnavailable("too many requests wait for newer keys", 1_000);
    waiting += 1;
    try {
      await held.fetch();
    } finally {
      waiting -= 1;
    }
  };

  const fetchWithinBudget = async (): Promise<void> => {
    const waitMs = held.isFetching() ? null : budget.take();
    if (waitMs !== null) throw new KeysUnavailable("newer keys were fetched too often", waitMs);
    await fetchNewer();
  };

  return {
    findKnown: async (query) => findIn(await held.current(), query),
    findNew: async (query) => {
      const { alg, kid } = query.header;
      const seenAt = firstRequestedAt(`${alg} ${String(kid)}`, query.arrivedAt);
      // A fetch that we join may have begun before the key was asked for: then one more.
      for (let fetches = 0; fetches <= mostFetches; fetches += 1) {
        const keys = await held.current();
        const key = await findIn(keys, query);
        if (key || keys.askedAt >= seenAt) return key;
        if (fetches < mostFetches) await fetchWithinBudget();
      }
      throw new KeysUnavailable("newer keys are being fetched", 1_000);
    },
    renew: async () => {
      const { askedAt } = await held.current();
      if (performance.now() - askedAt < renewOnRequestMs) return false;
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
