import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";

/** Where PayPal's signing certificates may come from, and who must have issued them. */
export interface CertificateTrust {
  readonly isAllowedUrl: (url: URL) => boolean;
  /** PEM of an issuer to trust instead of the public ones; for simulators. */
  readonly issuer: string | undefined;
}

const certificatePath = "/v1/notifications/certs/";

/** The certificate hosts of an environment; a simulator's own host only where one is configured. */
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
      // No user, query or fragment: each would be one more address of the same certificate.
      url.href === url.origin + url.pathname &&
      url.pathname.startsWith(certificatePath) &&
      (url.origin === simulated ||
        (url.protocol === "https:" && url.port === "" && hosts.has(url.hostname))),
  };
}

interface TrustAt {
  readonly now: Date;
  /** PEM of the authorities that may issue a chain where no issuer is given; Node's own by default. */
  readonly publicAuthorities?: readonly string[];
}

/**
 * The signing certificate in a PEM bundle, leaf first; `null` unless it is valid now, PayPal's own, and
 * its chain ends at an issuer we trust.
 */
export function trustedLeaf(
  bundle: string,
  issuer: string | undefined,
  { now, publicAuthorities = rootCertificates }: TrustAt,
): X509Certificate | null {
  const chain = certificatesIn(bundle);
  const [leaf] = chain;
  if (!leaf || chain.length > 5 || !chain.every((certificate) => isCurrent(certificate, now)))
    return null;
  if (issuer === undefined && !/^CN=(?:[\w-]+\.)*paypal\.com$/m.test(leaf.subject)) return null;
  const roots = issuer === undefined ? parsed(publicAuthorities) : certificatesIn(issuer);
  for (const [index, certificate] of chain.entries()) {
    if (roots.some((root) => isIssuedBy(certificate, root))) return leaf;
    const next = chain[index + 1];
    if (!next?.ca || !isIssuedBy(certificate, next)) return null;
  }
  return null;
}

function certificatesIn(pem: string): X509Certificate[] {
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

const parsedAuthorities = new WeakMap<readonly string[], X509Certificate[]>();

/** Parsing Node's authorities takes milliseconds, so each list is parsed once. */
function parsed(authorities: readonly string[]): X509Certificate[] {
  const known = parsedAuthorities.get(authorities);
  if (known) return known;
  const certificates = authorities.map((pem) => new X509Certificate(pem));
  parsedAuthorities.set(authorities, certificates);
  return certificates;
}
