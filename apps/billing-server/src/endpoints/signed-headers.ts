import { Webhook } from "standardwebhooks";

interface SignedEvent {
  /** The event's id, the same in each attempt. */
  readonly id: string;
  /** The time of the attempt. */
  readonly at: Date;
  /** Exactly as it is sent. */
  readonly body: string;
}

/**
 * The headers of the Standard Webhooks specification 1.0.0, with a signature by each secret: a receiver that has
 * either secret of a rotation verifies one of them.
 */
export function signedHeaders(secrets: readonly string[], { id, at, body }: SignedEvent) {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  };
}
