/** PayPal's signature headers and the signed bytes. */
export interface SignedWebhookRequest {
  readonly header: (name: string) => string | undefined;
  readonly rawBody: Uint8Array;
}

/** `unavailable` if verification is not possible now, so that PayPal sends the event again. */
export type Verdict = "valid" | "invalid" | "unavailable";

/** Verifies that an event was signed by PayPal. */
export interface WebhookVerifier {
  verify(delivery: SignedWebhookRequest): Promise<Verdict>;
}
