import { createLocalJWKSet, type JWK } from "jose";
import { z } from "zod";
import { discoverKeys } from "./discover-keys.ts";
import { fetchJson } from "./fetch-json.ts";

export interface KeySource {
  readonly issuer: string;
  /** If undefined, the URL is read from the issuer's discovery document. */
  readonly jwksUrl: string | undefined;
}

/** Finds a published key by a token's header. Rejects with jose's errors if there is none. */
export type PublishedKeys = ReturnType<typeof createLocalJWKSet>;

const keysSchema = z.object({ keys: z.array(z.unknown()) });

/**
 * Creates a function that fetches the issuer's keys at each call. It rejects if they are unavailable or the set
 * is empty. The URL is discovered once, and again after a fetch from it fails.
 */
export function createKeyFetcher({ issuer, jwksUrl }: KeySource): () => Promise<PublishedKeys> {
  let keysUrl: string | undefined;
  let hasWorked = false;
  return async () => {
    keysUrl ??= jwksUrl ?? (await discoverKeys(issuer)).href;
    try {
      const keys = await fetchKeysAt(keysUrl);
      hasWorked = true;
      return keys;
    } catch (error) {
      if (hasWorked) keysUrl = undefined;
      hasWorked = false;
      throw error;
    }
  };
}

async function fetchKeysAt(url: string): Promise<PublishedKeys> {
  const parsed = keysSchema.safeParse(await fetchJson(url));
  if (!parsed.success) throw new Error(`${url} has no key set.`);
  // A malformed key must not invalidate the others.
  const keys = parsed.data.keys.filter((key): key is JWK => isObject(key));
  if (keys.length === 0) throw new Error(`${url} has no keys.`);
  return createLocalJWKSet({ keys });
}

const isObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);
