import type { KeyObject } from "node:crypto";
import { type Identity, issueCertificate } from "./issue-certificate.ts";

/** A key with its certificate chain. */
export interface Signer {
  /** The name in the certificate URL: `/v1/notifications/certs/{certificateName}`. */
  readonly certificateName: string;
  /** PEM: the signing certificate, then the one of its issuer. */
  readonly certificates: string;
  readonly key: KeyObject;
}

/** The sandbox's signer, and the signers of forged events. */
export interface SigningChain {
  /** PEM of the root certificate, which a server trusts instead of the public authorities. */
  readonly caCertificate: string;
  readonly genuine: Signer;
  /** Issued under the same root, and expired since yesterday. */
  readonly expired: Signer;
  /** With the same subject as the genuine one, under an untrusted root. */
  readonly foreign: Signer;
  /** The issuer of the genuine signer. */
  readonly issuer: Identity;
}

// The subject of PayPal's signing certificates.
const subject = "messageverificationcerts.sandbox.paypal.com";
const day = 24 * 3_600_000;
let chain: SigningChain | undefined;

/** The chain of this process, created at first use, which takes some hundred milliseconds. */
export function signingChain(): SigningChain {
  chain ??= newChain();
  return chain;
}

/** The chain of this process, if it is created. */
export function createdSigningChain(): SigningChain | undefined {
  return chain;
}

/** The chain with a new key and certificate for the genuine signer, under the same name and issuer. */
export function withNewSigner(old: SigningChain): SigningChain {
  return { ...old, genuine: genuineSigner(old.issuer) };
}

function genuineSigner(issuer: Identity): Signer {
  return signer("CERT-SANDBOX-1", issuer, Date.now() + 365 * day);
}

function newChain(): SigningChain {
  const root = authority("Sandbox Root CA");
  const issuer = authority("Sandbox Issuing CA", root);
  return {
    caCertificate: root.pem,
    issuer,
    genuine: genuineSigner(issuer),
    expired: signer("CERT-EXPIRED-1", issuer, Date.now() - day),
    foreign: signer("CERT-FOREIGN-1", authority("Foreign CA"), Date.now() + 365 * day),
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
