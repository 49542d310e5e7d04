import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import forge from "node-forge";

/** A certificate with its private key. */
export interface Identity {
  readonly certificate: forge.pki.Certificate;
  /** PEM. */
  readonly pem: string;
  readonly key: KeyObject;
}

export interface CertificateRequest {
  readonly commonName: string;
  /** Self-signed if absent. */
  readonly issuer?: Identity;
  readonly isAuthority: boolean;
  /** Milliseconds since the epoch. */
  readonly validUntil: number;
}

const day = 24 * 3_600_000;

/** Issues an X.509 certificate for a new 2048-bit RSA key, valid since one year ago. */
export function issueCertificate(request: CertificateRequest): Identity {
  const { publicKey, privateKey: key } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const spki = publicKey.export({ type: "spki", format: "pem" }).toString();
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(spki);
  // A leading digit keeps the number positive and its DER minimal.
  certificate.serialNumber = `1${randomBytes(15).toString("hex").slice(1)}`;
  certificate.validity.notBefore = new Date(Date.now() - 365 * day);
  certificate.validity.notAfter = new Date(request.validUntil);
  certificate.setSubject([{ name: "commonName", value: request.commonName }]);
  const { issuer } = request;
  certificate.setIssuer((issuer?.certificate ?? certificate).subject.attributes);
  certificate.setExtensions(certificateExtensions(request));
  certificate.sign(forgeKey(issuer?.key ?? key), forge.md.sha256.create());
  return { certificate, pem: forge.pki.certificateToPem(certificate), key };
}

function certificateExtensions({ isAuthority, commonName }: CertificateRequest): object[] {
  const basics = { name: "basicConstraints", cA: isAuthority, critical: true };
  if (isAuthority) return [basics, { name: "keyUsage", keyCertSign: true, critical: true }];
  const dnsName = 2;
  return [
    basics,
    { name: "keyUsage", digitalSignature: true, critical: true },
    { name: "subjectAltName", altNames: [{ type: dnsName, value: commonName }] },
  ];
}

function forgeKey(key: KeyObject): forge.pki.rsa.PrivateKey {
  return forge.pki.privateKeyFromPem(key.export({ type: "pkcs8", format: "pem" }).toString());
}
