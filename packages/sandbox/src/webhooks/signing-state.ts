import { createPrivateKey, type KeyObject } from "node:crypto";
import forge from "node-forge";
import type { Signer, SigningChain } from "./signing-chain.ts";
import type { SigningState } from "./webhooks-schema.ts";

type ChainState = NonNullable<SigningState>;

// The state is read with each change of the sandbox, and a key never changes.
const texts = new WeakMap<KeyObject, string>();

/** The chain as PEM texts, with the private keys. */
export function exportSigningChain(chain: SigningChain): ChainState {
  const { caCertificate, issuer, genuine, expired, foreign } = chain;
  return {
    caCertificate,
    issuer: { certificate: issuer.pem, key: keyText(issuer.key) },
    genuine: exportSigner(genuine),
    expired: exportSigner(expired),
    foreign: exportSigner(foreign),
  };
}

/** Throws if a key or the issuer's certificate is not PEM. */
export function importSigningChain(state: ChainState): SigningChain {
  const { caCertificate, issuer, genuine, expired, foreign } = state;
  return {
    caCertificate,
    issuer: {
      certificate: forge.pki.certificateFromPem(issuer.certificate),
      pem: issuer.certificate,
      key: createPrivateKey(issuer.key),
    },
    genuine: importSigner(genuine),
    expired: importSigner(expired),
    foreign: importSigner(foreign),
  };
}

const exportSigner = (signer: Signer) => ({ ...signer, key: keyText(signer.key) });

const importSigner = (state: ChainState["genuine"]): Signer => ({
  ...state,
  key: createPrivateKey(state.key),
});

function keyText(key: KeyObject): string {
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = key.export({ type: "pkcs8", format: "pem" }).toString();
  texts.set(key, text);
  return text;
}
