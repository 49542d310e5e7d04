import {
  calculateJwkThumbprint,
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
} from "jose";

/** What the issuer signs with: RS256 as Keycloak does by default, ES256 where it is asked to. */
export type SigningAlgorithm = "RS256" | "ES256";

export interface SigningKey {
  readonly alg: SigningAlgorithm;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** As it is published. */
  readonly publicJwk: JWK;
  readonly publicPem: string;
}

export type KeySet = Readonly<Record<SigningAlgorithm, SigningKey>>;

/** Keys made at their first use: an RSA key takes up to some hundred milliseconds, and most runs need none. */
export class SigningKeys {
  /** The newest first; the others are published and sign no more. */
  #sets: Promise<KeySet>[] = [];

  /** The keys that sign. */
  current(): Promise<KeySet> {
    const [newest] = this.#sets;
    return newest ?? this.rotate();
  }

  /** New keys sign from now on; the old ones stay published. */
  rotate(): Promise<KeySet> {
    const made = newKeySet();
    this.#sets.unshift(made);
    return made;
  }

  /** Only the keys that sign are published from now on. */
  retireOld(): void {
    this.#sets = this.#sets.slice(0, 1);
  }

  async published(): Promise<JWK[]> {
    await this.current();
    const sets = await Promise.all(this.#sets);
    return sets.flatMap(({ RS256, ES256 }) => [RS256.publicJwk, ES256.publicJwk]);
  }
}

/** Keys that no issuer has published. */
export async function newKeySet(): Promise<KeySet> {
  const [RS256, ES256] = await Promise.all([newKey("RS256"), newKey("ES256")]);
  return { RS256, ES256 };
}

async function newKey(alg: SigningAlgorithm): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const publicJwk = { kid, ...jwk, alg, use: "sig" };
  return { alg, kid, privateKey, publicJwk, publicPem: await exportSPKI(publicKey) };
}
