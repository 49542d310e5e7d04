import { verify, type X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import type { LimitedWarning } from "../ports/limit-warnings.ts";
import type { SignedWebhookRequest, Verdict, WebhookVerifier } from "../ports/webhook-verifier.ts";
import { createCertificateCache } from "./certificate-cache.ts";
import { type CertificateTrust, trustedLeaf } from "./webhook-certificate.ts";

export interface OfflineVerifierOptions {
  /** The id of our webhook subscription, which is part of the signed text; not the event's id. */
  readonly webhookId: string;
  readonly trust: CertificateTrust;
  /** Fetches the PEM at an allowed URL; `null` if there is none. Rejects if it cannot be fetched. */
  readonly fetchText: (url: URL) => Promise<string | null>;
  /** Reports certificates that cannot be fetched. */
  readonly warn: LimitedWarning;
}

/** RSA signatures of keys from 1024 to 8192 bits. */
const signatureBytes = { min: 128, max: 1024 };

/**
 * Checks PayPal's signature over the raw bytes without a request to PayPal: RSA-SHA256 over
 * `transmission id|time|webhook id|crc32 of the body`. A CRC does not protect the body against forgery, so
 * amounts are read from PayPal's API. A signature is rejected only after a check against a certificate
 * fetched within the last minute, because PayPal reissues certificates at the same URL.
 */
export function createOfflineVerifier(options: OfflineVerifierOptions): WebhookVerifier {
  const { webhookId, trust, fetchText, warn } = options;
  const certificates = createCertificateCache(async (url) => {
    const text = await fetchText(url);
    return text === null ? null : trustedLeaf(text, trust.issuer, { now: new Date() });
  });

  const isSigned = async (signed: SignedParts, rawBody: Uint8Array): Promise<boolean> => {
    const { id, time, signature, certificateUrl: url } = signed;
    const message = Buffer.from(`${id}|${time}|${webhookId}|${crc32(rawBody)}`);
    const verifies = (leaf: X509Certificate | null) =>
      leaf !== null && verify("sha256", message, leaf.publicKey, signature);
    const leaf = await certificates.get(url);
    const isValid = verifies(leaf) || (leaf !== null && verifies(await certificates.renew(url)));
    if (isValid) certificates.markVerified(url);
    return isValid;
  };

  return {
    verify: async (delivery): Promise<Verdict> => {
      const signed = readHeaders(delivery);
      // Checked before the fetch: unsigned requests must not cause outgoing requests.
      if (!signed || !trust.isAllowedUrl(signed.certificateUrl)) return "invalid";
      try {
        return (await isSigned(signed, delivery.rawBody)) ? "valid" : "invalid";
      } catch (error) {
        const fields = { cert_url: signed.certificateUrl.href.slice(0, 200), cause: String(error) };
        warn("certificate", fields, "cannot fetch the certificate of a webhook");
        return "unavailable";
      }
    },
  };
}

interface SignedParts {
  readonly id: string;
  readonly time: string;
  readonly certificateUrl: URL;
  readonly signature: Uint8Array;
}

function readHeaders({ header }: SignedWebhookRequest): SignedParts | null {
  const [id, time] = [header("paypal-transmission-id"), header("paypal-transmission-time")];
  const [text, url] = [header("paypal-transmission-sig"), header("paypal-cert-url")];
  if (!id || !time || !text || !url || !URL.canParse(url)) return null;
  if (header("paypal-auth-algo")?.toUpperCase() !== "SHA256WITHRSA") return null;
  const signature = Buffer.from(text, "base64");
  const { min, max } = signatureBytes;
  if (signature.length < min || signature.length > max) return null;
  return { id, time, certificateUrl: new URL(url), signature };
}
