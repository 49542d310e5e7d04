/** The headers PayPal signs with, and the bytes it signed. */
export interface SignedWebhookRequest {
  readonly header: (name: string) => string | undefined;
  readonly rawBody: Uint8Array;
}

/** `unavailable` when it can't be told now, so that PayPal sends the event again. */
export type Verdict = "valid" | "invalid" | "unavailable";

/** Tells PayPal's events from forged ones. */
export interface WebhookVerifier {
  verify(delivery: SignedWebhookRequest): Promise<Verdict>;
}
