import type { KeyObject } from "node:crypto";
import { type Identity, issueCertificate } from "./issue-certificate.ts";

/** A key with the certificates that vouch for it. */
export interface Signer {
  /** Where its certificates are served: `/v1/notifications/certs/{certificateName}`. */
  readonly certificateName: string;
  /** PEM: the signing certificate, then the one of its issuer. */
  readonly certificates: string;
  readonly key: KeyObject;
}

/** The sandbox's own signer, and those of a forger. */
export interface SigningChain {
  /** PEM of the root: what a server trusts in place of the public authorities. */
  readonly caCertificate: string;
  readonly genuine: Signer;
  /** Issued by the same root, and out of date since yesterday. */
  readonly expired: Signer;
  /** Named like the genuine one, under a root that nobody trusts. */
  readonly foreign: Signer;
  /** The genuine one with a new key and certificate under its old name, from the same issuer. */
  readonly reissue: () => Signer;
}

// The name that PayPal's own signing certificates carry.
const subject = "messageverificationcerts.sandbox.paypal.com";
const day = 24 * 3_600_000;
let chain: SigningChain | undefined;

/** The chain of this process, made at its first use: that takes some hundred milliseconds. */
export function signingChain(): SigningChain {
  chain ??= newChain();
  return chain;
}

function newChain(): SigningChain {
  const root = authority("Sandbox Root CA");
  const issuer = authority("Sandbox Issuing CA", root);
  const genuine = () => signer("CERT-SANDBOX-1", issuer, Date.now() + 365 * day);
  return {
    caCertificate: root.pem,
    genuine: genuine(),
    reissue: genuine,
    expired: signer("CERT-EXPIRED-1", issuer, Date.now() - day),
    foreign: signer("CERT-FOREIGN-1", authority("Somebody's CA"), Date.now() + 365 * day),
  };
}

function authority(commonName: string, issuer?: Identity): Identity {
  const validUntil = Date.now() + 3_650 * day;
  return issueCertificate({
    commonName,
    isAuthority: true,
    validUntil,
    ...(issuer ? { issuer } : {}),
  });
}

function signer(certificateName: string, issuer: Identity, validUntil: number): Signer {
  const leaf = issueCertificate({ commonName: subject, issuer, isAuthority: false, validUntil });
  return { certificateName, certificates: leaf.pem + issuer.pem, key: leaf.key };
}
