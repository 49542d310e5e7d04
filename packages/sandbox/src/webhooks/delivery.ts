import type { WebhookEvent } from "./webhook-event.ts";
import type { Reception } from "./webhook-sender.ts";

/** A webhook subscription. */
export interface Subscription {
  readonly webhookId: string;
  readonly url: string;
  /** Event types; `*` is all of them. */
  readonly events: ReadonlySet<string>;
}

/** The delivery of one event to one subscription. */
export interface Delivery {
  /** Later deliveries have higher numbers. */
  readonly number: number;
  readonly event: WebhookEvent;
  readonly subscription: Subscription;
  attempts: number;
}

/** One attempt to deliver an event, with its outcome. */
export interface DeliveryAttempt {
  readonly eventId: string;
  readonly eventType: string;
  readonly webhookId: string;
  /** Undefined for a dropped event: it was never sent. */
  readonly transmissionId: string | undefined;
  /** From 1; 0 for a dropped event. */
  readonly attempt: number;
  readonly outcome: Reception | "dropped";
  /** Milliseconds since the epoch, by the machine's own clock. */
  readonly at: number;
}
