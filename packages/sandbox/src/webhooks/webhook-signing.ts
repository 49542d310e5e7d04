import type { Subscription } from "./delivery.ts";
import { type Signer, signingChain } from "./signing-chain.ts";
import { isSignedBy, type Signed, type TransmissionOrigin } from "./transmission.ts";

const certificatePath = "/v1/notifications/certs/";

/** The signing key in use and its certificates; `host` is where they are fetched from. */
export class WebhookSigning {
  readonly #host: string;
  #reissued: Signer | undefined;

  constructor(host: string) {
    this.#host = host;
  }

  /** PEM of the root of the signing certificates. */
  get caCertificate(): string {
    return signingChain().caCertificate;
  }

  /** Replaces the signing key, and its certificate at the same URL. */
  reissue(): void {
    this.#reissued = signingChain().reissue();
  }

  /** The PEM served under a certificate's name, the signing certificate first. */
  certificates(name: string): string | undefined {
    const { expired, foreign } = signingChain();
    return [this.#genuine, expired, foreign].find((signer) => signer.certificateName === name)
      ?.certificates;
  }

  /** Whether the signature (base64) over these parts was made with the key in use. */
  isGenuine(signed: Signed, certificateUrl: string, signature: string): boolean {
    const { certificateName, certificates } = this.#genuine;
    if (certificateUrl !== this.#certificateUrl(certificateName)) return false;
    return isSignedBy(certificates, signed, signature);
  }

  /** What a transmission of the body to the subscription is made from. */
  origin(body: string, { url, webhookId }: Subscription): TransmissionOrigin {
    const { key, certificateName } = this.#genuine;
    const certificateUrl = this.#certificateUrl(certificateName);
    return { url, webhookId, body, certificateUrl, key, at: Date.now() };
  }

  get #genuine(): Signer {
    return this.#reissued ?? signingChain().genuine;
  }

  #certificateUrl(name: string): string {
    return this.#host + certificatePath + name;
  }
}
