import {
  createRemoteJWKSet,
  customFetch,
  type FlattenedJWSInput,
  errors,
  type JWSHeaderParameters,
  type JWTVerifyGetKey,
} from "jose";
import { discoverKeys } from "./discover-keys.ts";
import { fetchFromIssuer, type IssuerFetch } from "./issuer-fetch.ts";

/** The issuer's public keys, by the key id in a token's header. */
export type KeySet = JWTVerifyGetKey;

/** The keys can't be had now; says nothing about the token. */
export class KeysUnavailable extends Error {
  constructor(cause: unknown) {
    super("The issuer's keys can't be had.", { cause });
    this.name = "KeysUnavailable";
  }
}

const refreshAfterMs = 10 * 60_000;
const restMs = 5_000;

interface KeySource {
  readonly issuer: string;
  /** Absent → the issuer's discovery document says where the keys are. */
  readonly jwksUrl: string | undefined;
}

/**
 * Fetches the keys once for everybody and again for a key id that is new, at most every 30 s. Known
 * keys serve on while they are renewed in the background every ten minutes, so an issuer that is
 * down keeps nobody out; a key it withdraws is gone with the next renewal. After a failure it is left
 * alone for 5 s: tokens that anybody can send must not become requests to an issuer that struggles.
 */
export function createKeySet(source: KeySource): KeySet {
  let restingUntil = Number.NEGATIVE_INFINITY;
  const isResting = () => performance.now() < restingUntil;
  const rest = () => {
    if (!isResting()) restingUntil = performance.now() + restMs;
  };
  const ask: IssuerFetch = async (url, init) => {
    if (isResting()) throw new Error("The issuer has just failed.");
    return fetchFromIssuer(url, init);
  };
  let opening: Promise<OpenKeySet> | undefined;
  const open = (): Promise<OpenKeySet> =>
    (opening ??= openKeySet(source, ask).catch((error: unknown) => {
      opening = undefined;
      throw error;
    }));
  return async (header: JWSHeaderParameters, token: FlattenedJWSInput) => {
    try {
      const keys = await open();
      renewInBackground(keys);
      return await keys.find(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      rest();
      throw new KeysUnavailable(error);
    }
  };
}

interface OpenKeySet {
  readonly find: ReturnType<typeof createRemoteJWKSet>;
  renewedAt: number;
}

async function openKeySet({ issuer, jwksUrl }: KeySource, ask: IssuerFetch): Promise<OpenKeySet> {
  const url = jwksUrl === undefined ? await discoverKeys(issuer, ask) : new URL(jwksUrl);
  const find = createRemoteJWKSet(url, {
    [customFetch]: ask,
    timeoutDuration: 5_000,
    cooldownDuration: 30_000,
    cacheMaxAge: Number.POSITIVE_INFINITY,
  });
  return { find, renewedAt: performance.now() };
}

function renewInBackground(keys: OpenKeySet): void {
  if (performance.now() - keys.renewedAt < refreshAfterMs) return;
  keys.renewedAt = performance.now();
  keys.find.reload().catch(() => undefined);
}

/** jose's other errors come from fetching: a time-out, another status than 200, no key set. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;
