import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";

/** The allowed URLs and the trusted issuers of PayPal's signing certificates. */
export interface CertificateTrust {
  readonly isAllowedUrl: (url: URL) => boolean;
  /** PEM of an issuer to trust instead of the public authorities; for simulators. */
  readonly issuer: string | undefined;
}

const certificatePath = "/v1/notifications/certs/";

/** Allows the certificate hosts of an environment, and a simulator's host if one is configured. */
export function certificateTrust(options: {
  readonly environment: "sandbox" | "live";
  readonly simulator?: { readonly baseUrl: string; readonly issuer: string } | undefined;
}): CertificateTrust {
  const { environment, simulator } = options;
  const infix = environment === "live" ? "" : ".sandbox";
  const hosts = new Set([`api${infix}.paypal.com`, `api-m${infix}.paypal.com`]);
  const simulated = simulator ? new URL(simulator.baseUrl).origin : undefined;
  return {
    issuer: simulator?.issuer,
    isAllowedUrl: (url) =>
      // No user, query or fragment: variants of one URL would bypass the cache.
      url.href === url.origin + url.pathname &&
      url.pathname.startsWith(certificatePath) &&
      (url.origin === simulated ||
        (url.protocol === "https:" && url.port === "" && hosts.has(url.hostname))),
  };
}

interface TrustAt {
  readonly now: Date;
  /** The authorities that may issue a chain where no issuer is given; Node's own by default. */
  readonly publicAuthorities?: readonly X509Certificate[];
}

/**
 * The signing certificate of a PEM bundle, leaf first; `null` unless it is currently valid, issued to
 * PayPal, and its chain ends at a trusted issuer.
 */
export function trustedLeaf(
  bundle: string,
  issuer: string | undefined,
  { now, publicAuthorities }: TrustAt,
): X509Certificate | null {
  const chain = parseCertificates(bundle);
  const [leaf] = chain;
  if (!leaf || chain.length > 5 || !chain.every((certificate) => isCurrent(certificate, now)))
    return null;
  if (issuer === undefined && !/^CN=(?:[\w-]+\.)*paypal\.com$/m.test(leaf.subject)) return null;
  const roots =
    issuer === undefined ? (publicAuthorities ?? publicRoots()) : parseCertificates(issuer);
  for (const [index, certificate] of chain.entries()) {
    if (roots.some((root) => isIssuedBy(certificate, root))) return leaf;
    const next = chain[index + 1];
    if (!next?.ca || !isIssuedBy(certificate, next)) return null;
  }
  return null;
}

function parseCertificates(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return [];
  }
}

const isCurrent = ({ validFromDate, validToDate }: X509Certificate, now: Date): boolean =>
  validFromDate <= now && now <= validToDate;

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

let parsedRoots: readonly X509Certificate[] | undefined;

/** Node's own authorities; parsing them takes milliseconds, so that is done once. */
const publicRoots = (): readonly X509Certificate[] =>
  (parsedRoots ??= rootCertificates.map((pem) => new X509Certificate(pem)));
