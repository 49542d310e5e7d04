import {
  calculateJwkThumbprint,
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
} from "jose";

/** RS256 is Keycloak's default; ES256 on request. */
export type SigningAlgorithm = "RS256" | "ES256";

export interface SigningKey {
  readonly alg: SigningAlgorithm;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** The published form. */
  readonly publicJwk: JWK;
  readonly publicPem: string;
}

export type KeySet = Readonly<Record<SigningAlgorithm, SigningKey>>;

/** The signing keys, generated at first use: an RSA key takes up to some hundred milliseconds. */
export class SigningKeys {
  /** Newest first; only the newest set signs, all are published. */
  #sets: Promise<KeySet>[] = [];

  /** The current signing keys. */
  current(): Promise<KeySet> {
    const [newest] = this.#sets;
    return newest ?? this.rotate();
  }

  /** Generates new signing keys; the old ones stay published. */
  rotate(): Promise<KeySet> {
    const made = newKeySet();
    this.#sets.unshift(made);
    return made;
  }

  /** Withdraws all but the current signing keys. */
  retireOld(): void {
    this.#sets = this.#sets.slice(0, 1);
  }

  async published(): Promise<JWK[]> {
    await this.current();
    const sets = await Promise.all(this.#sets);
    return sets.flatMap(({ RS256, ES256 }) => [RS256.publicJwk, ES256.publicJwk]);
  }
}

/** Generates unpublished keys. */
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
