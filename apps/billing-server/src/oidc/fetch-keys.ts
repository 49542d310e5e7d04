import { createLocalJWKSet, type JWK } from "jose";
import { z } from "zod";
import { discoverKeys } from "./discover-keys.ts";
import { fetchJson } from "./fetch-json.ts";

export interface KeySource {
  readonly issuer: string;
  /** Absent → the issuer's discovery document says where the keys are. */
  readonly jwksUrl: string | undefined;
}

/** Finds a published key by a token's header; rejects with jose's errors when there is none. */
export type PublishedKeys = ReturnType<typeof createLocalJWKSet>;

const keysSchema = z.object({ keys: z.array(z.unknown()) });

/**
 * Fetches the issuer's keys anew at each call. Rejects when they can't be had, and when there are none: no
 * issuer publishes that. Where they are is discovered once, and again when they are no longer there.
 */
export function createKeyFetcher({ issuer, jwksUrl }: KeySource): () => Promise<PublishedKeys> {
  let found: string | undefined;
  let hasWorked = false;
  return async () => {
    found ??= jwksUrl ?? (await discoverKeys(issuer)).href;
    try {
      const keys = await fetchKeysAt(found);
      hasWorked = true;
      return keys;
    } catch (error) {
      if (hasWorked) found = undefined;
      hasWorked = false;
      throw error;
    }
  };
}

async function fetchKeysAt(url: string): Promise<PublishedKeys> {
  const parsed = keysSchema.safeParse(await fetchJson(url));
  if (!parsed.success) throw new Error(`${url} has no key set.`);
  // One odd key spoils only itself.
  const keys = parsed.data.keys.filter((key): key is JWK => isObject(key));
  if (keys.length === 0) throw new Error(`${url} has no keys.`);
  return createLocalJWKSet({ keys });
}

const isObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);
