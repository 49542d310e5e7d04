import { createVerify, type KeyObject, randomUUID, sign, X509Certificate } from "node:crypto";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";

/** One signed delivery of an event, ready to be POSTed. */
export interface Transmission {
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The signed text. */
  readonly body: string;
}

export interface Signed {
  readonly transmissionId: string;
  /** As in its header: an ISO time in UTC. */
  readonly transmissionTime: string;
  readonly webhookId: string;
  readonly body: string;
}

export interface TransmissionOrigin {
  readonly url: string;
  readonly webhookId: string;
  readonly body: string;
  readonly certificateUrl: string;
  readonly key: KeyObject;
  /** Milliseconds since the epoch by the system clock, with which receivers compare it. */
  readonly at: number;
}

const signAsync = promisify(sign);

/** The signed text, with the CRC32 of the body as an unsigned decimal. */
function signedText({ transmissionId, transmissionTime, webhookId, body }: Signed): string {
  return `${transmissionId}|${transmissionTime}|${webhookId}|${crc32(body)}`;
}

/** Signs one delivery, with a new transmission id. */
export async function newTransmission(origin: TransmissionOrigin): Promise<Transmission> {
  const { url, webhookId, body, certificateUrl, key, at } = origin;
  const transmissionId = randomUUID();
  const transmissionTime = new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");
  const text = signedText({ transmissionId, transmissionTime, webhookId, body });
  const signature = await signAsync("sha256", Buffer.from(text), key);
  const headers = {
    "content-type": "application/json",
    "user-agent": "PayPal/AUHD-214.0-58129473",
    "paypal-transmission-id": transmissionId,
    "paypal-transmission-time": transmissionTime,
    "paypal-transmission-sig": signature.toString("base64"),
    "paypal-cert-url": certificateUrl,
    "paypal-auth-algo": "SHA256withRSA",
    "paypal-auth-version": "v2",
  };
  return { url, headers, body };
}

/** Whether a base64 signature over these parts is valid for the first certificate. */
export function isSignedBy(certificates: string, signed: Signed, signature: string): boolean {
  const { publicKey } = new X509Certificate(certificates);
  return createVerify("sha256").update(signedText(signed)).verify(publicKey, signature, "base64");
}
