import { verify, type X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import type { SignedDelivery, Verdict, WebhookVerifier } from "../domain/paypal-event.ts";
import { type CertificateTrust, trustedLeaf } from "./webhook-certificate.ts";

export interface OfflineVerifierOptions {
  /** The id of our subscription, which PayPal signs along; not the event's. */
  readonly webhookId: string;
  readonly trust: CertificateTrust;
  /** The text behind an allowed certificate URL, `null` for none; rejects when it can't be had. */
  readonly fetchText: (url: URL) => Promise<string | null>;
}

interface KeptLeaf {
  readonly leaf: X509Certificate;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

const mostCertificates = 8;
const keptMs = 24 * 3600_000;

/**
 * Checks PayPal's signature over the raw bytes without asking PayPal: RSA-SHA256 over
 * `transmission id|time|webhook id|crc32 of the body`. The CRC binds the body only weakly, which is
 * one more reason to read the money back.
 */
export function createOfflineVerifier(options: OfflineVerifierOptions): WebhookVerifier {
  const certificates = new Map<string, KeptLeaf>();
  const fetching = new Map<string, Promise<X509Certificate | null>>();

  const fetchLeaf = async (url: URL): Promise<X509Certificate | null> => {
    const now = new Date();
    const text = await options.fetchText(url);
    const leaf = text === null ? null : trustedLeaf(text, options.trust.issuer, now);
    if (!leaf) return null;
    if (certificates.size >= mostCertificates) certificates.clear();
    const until = Math.min(now.getTime() + keptMs, leaf.validToDate.getTime());
    certificates.set(url.href, { leaf, until });
    return leaf;
  };

  /** One fetch for all who need it at the same time, and few at once: anybody can name addresses. */
  const leafAt = async (url: URL): Promise<X509Certificate | null> => {
    const kept = certificates.get(url.href);
    if (kept && kept.until > Date.now()) return kept.leaf;
    const underWay = fetching.get(url.href);
    if (underWay) return underWay;
    if (fetching.size >= mostCertificates) throw new Error("Too many certificates are asked for.");
    const fetched = fetchLeaf(url).finally(() => fetching.delete(url.href));
    fetching.set(url.href, fetched);
    return fetched;
  };

  return {
    verify: async (delivery): Promise<Verdict> => {
      const signed = readHeaders(delivery);
      if (!signed || !options.trust.isAllowedUrl(signed.certificateUrl)) return "invalid";
      let leaf: X509Certificate | null;
      try {
        leaf = await leafAt(signed.certificateUrl);
      } catch {
        return "unavailable";
      }
      if (!leaf) return "invalid";
      const { id, time, signature } = signed;
      const message = `${id}|${time}|${options.webhookId}|${crc32(delivery.rawBody)}`;
      const isValid = verify("sha256", Buffer.from(message), leaf.publicKey, signature);
      return isValid ? "valid" : "invalid";
    },
  };
}

function readHeaders({ header }: SignedDelivery) {
  const [id, time] = [header("paypal-transmission-id"), header("paypal-transmission-time")];
  const [signature, url] = [header("paypal-transmission-sig"), header("paypal-cert-url")];
  if (!id || !time || !signature || !url || !URL.canParse(url)) return null;
  if (header("paypal-auth-algo")?.toUpperCase() !== "SHA256WITHRSA") return null;
  const certificateUrl = new URL(url);
  return { id, time, certificateUrl, signature: Buffer.from(signature, "base64") };
}
