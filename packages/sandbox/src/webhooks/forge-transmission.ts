import type { Forgery } from "./forgery.ts";
import type { SigningChain } from "./signing-chain.ts";
import { newTransmission, type Transmission, type TransmissionOrigin } from "./transmission.ts";

const thirtyDays = 30 * 24 * 3_600_000;

/** Creates a transmission that a receiver must reject. */
export async function forgeTransmission(
  forgery: Forgery,
  origin: TransmissionOrigin,
  chain: SigningChain,
): Promise<Transmission> {
  const signedBy = ({ key, certificateName }: SigningChain["genuine"]): TransmissionOrigin => ({
    ...origin,
    key,
    certificateUrl: new URL(certificateName, origin.certificateUrl).href,
  });
  switch (forgery) {
    case "wrong_signature":
      return withBrokenSignature(await newTransmission(origin));
    case "foreign_certificate_url":
      return newTransmission({ ...origin, certificateUrl: withOtherHost(origin.certificateUrl) });
    case "foreign_key":
      return newTransmission({ ...origin, key: chain.foreign.key });
    case "foreign_chain":
      return newTransmission(signedBy(chain.foreign));
    case "expired_certificate":
      return newTransmission(signedBy(chain.expired));
    case "stale_time":
      return newTransmission({ ...origin, at: origin.at - thirtyDays });
    case "changed_body": {
      const sent = await newTransmission(origin);
      return { ...sent, body: sent.body.replace('"summary":"', '"summary":"Changed: ') };
    }
  }
}

function withBrokenSignature(sent: Transmission): Transmission {
  const bytes = Buffer.from(sent.headers["paypal-transmission-sig"] ?? "", "base64");
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  const signature = bytes.toString("base64");
  return { ...sent, headers: { ...sent.headers, "paypal-transmission-sig": signature } };
}

// The same machine under another name, so that a receiver that fetches it gets a valid certificate.
function withOtherHost(certificateUrl: string): string {
  const url = new URL(certificateUrl);
  url.hostname = url.hostname === "localhost" ? "127.0.0.1" : "localhost";
  return url.href;
}
