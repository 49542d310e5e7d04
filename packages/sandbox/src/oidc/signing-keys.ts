import { createPrivateKey, createPublicKey } from "node:crypto";
import {
  calculateJwkThumbprint,
  type CryptoKey,
  exportJWK,
  exportPKCS8,
  exportSPKI,
  generateKeyPair,
  importPKCS8,
  type JWK,
} from "jose";
import type { KeySetState } from "./issuer-schema.ts";

/** RS256 is Keycloak's default; ES256 on request. */
export type SigningAlgorithm = "RS256" | "ES256";

export interface SigningKey {
  readonly alg: SigningAlgorithm;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** PKCS #8, for the state that is stored. */
  readonly privatePem: string;
  /** The published form. */
  readonly publicJwk: JWK;
  readonly publicPem: string;
}

export type KeySet = Readonly<Record<SigningAlgorithm, SigningKey>>;

interface MadeKeys {
  readonly made: Promise<KeySet>;
  /** Absent while they are generated. */
  keys?: KeySet;
}

/** The signing keys, generated at first use: an RSA key takes up to some hundred milliseconds. */
export class SigningKeys {
  /** Newest first; only the newest set signs, all are published. */
  #sets: MadeKeys[] = [];

  /** The current signing keys. */
  current(): Promise<KeySet> {
    const [newest] = this.#sets;
    return newest?.made ?? this.rotate();
  }

  /** Generates new signing keys; the old ones stay published. */
  rotate(): Promise<KeySet> {
    const set: MadeKeys = { made: newKeySet().then((keys) => (set.keys = keys)) };
    this.#sets.unshift(set);
    return set.made;
  }

  /** Withdraws all but the current signing keys. */
  retireOld(): void {
    this.#sets = this.#sets.slice(0, 1);
  }

  async published(): Promise<JWK[]> {
    await this.current();
    const sets = await Promise.all(this.#sets.map(({ made }) => made));
    return sets.flatMap(({ RS256, ES256 }) => [RS256.publicJwk, ES256.publicJwk]);
  }

  /** The generated keys, newest first. Keys that are being generated have no use yet. */
  exportState(): KeySetState[] {
    return this.#sets.flatMap(({ keys }) =>
      keys ? [{ RS256: keys.RS256.privatePem, ES256: keys.ES256.privatePem }] : [],
    );
  }

  /** Replaces all keys. Rejects if one is not PEM. */
  async importState(state: readonly KeySetState[]): Promise<void> {
    const sets = await Promise.all(state.map(importKeySet));
    this.#sets = sets.map((keys) => ({ made: Promise.resolve(keys), keys }));
  }
}

/** Generates unpublished keys. */
export async function newKeySet(): Promise<KeySet> {
  const [RS256, ES256] = await Promise.all([newKey("RS256"), newKey("ES256")]);
  return { RS256, ES256 };
}

async function newKey(alg: SigningAlgorithm): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return importKey(alg, await exportPKCS8(privateKey));
}

async function importKeySet(state: KeySetState): Promise<KeySet> {
  const [RS256, ES256] = await Promise.all([
    importKey("RS256", state.RS256),
    importKey("ES256", state.ES256),
  ]);
  return { RS256, ES256 };
}

async function importKey(alg: SigningAlgorithm, privatePem: string): Promise<SigningKey> {
  const privateKey = await importPKCS8(privatePem, alg);
  const publicKey = createPublicKey(createPrivateKey(privatePem));
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const publicJwk = { kid, ...jwk, alg, use: "sig" };
  return { alg, kid, privateKey, privatePem, publicJwk, publicPem: await exportSPKI(publicKey) };
}
