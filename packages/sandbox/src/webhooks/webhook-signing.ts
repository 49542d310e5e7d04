import type { Subscription } from "./delivery.ts";
import {
  createdSigningChain,
  type Signer,
  type SigningChain,
  signingChain,
  withNewSigner,
} from "./signing-chain.ts";
import { exportSigningChain, importSigningChain } from "./signing-state.ts";
import { isSignedBy, type Signed, type TransmissionOrigin } from "./transmission.ts";
import type { SigningState } from "./webhooks-schema.ts";

const certificatePath = "/v1/notifications/certs/";

/** The signing key in use and its certificates; `host` is where they are fetched from. */
export class WebhookSigning {
  readonly #host: string;
  #ownChain: SigningChain | undefined;

  constructor(host: string) {
    this.#host = host;
  }

  /** The process's chain, unless the signer is reissued or the state is imported. */
  get chain(): SigningChain {
    return this.#ownChain ?? signingChain();
  }

  /** Null if no certificate was needed yet. */
  exportState(): SigningState {
    const chain = this.#ownChain ?? createdSigningChain();
    return chain ? exportSigningChain(chain) : null;
  }

  importState(state: SigningState): void {
    if (state) this.#ownChain = importSigningChain(state);
  }

  /** Replaces the signing key, and its certificate at the same URL. */
  reissue(): void {
    this.#ownChain = withNewSigner(this.chain);
  }

  /** The PEM served under a certificate's name, the signing certificate first. */
  certificates(name: string): string | undefined {
    const { genuine, expired, foreign } = this.chain;
    return [genuine, expired, foreign].find((signer) => signer.certificateName === name)
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
    return this.chain.genuine;
  }

  #certificateUrl(name: string): string {
    return this.#host + certificatePath + name;
  }
}
