import type { PayPalOrderId } from "./order.ts";

/** What a webhook event of PayPal's is about. It is a hint: the money is read back from PayPal. */
export interface PayPalEvent {
  readonly id: string;
  /** PayPal's own name of it, such as PAYMENT.CAPTURE.COMPLETED. */
  readonly type: string;
  readonly topic: "order" | "refund" | "reversal" | "dispute_opened" | "dispute_closed" | "other";
  readonly paypalOrderId: PayPalOrderId | null;
  readonly captureId: string | null;
  /** Of the refund, reversal or dispute. */
  readonly subjectId: string | null;
}

/** The headers PayPal signs with, and the bytes it signed. */
export interface SignedDelivery {
  readonly header: (name: string) => string | undefined;
  readonly rawBody: Uint8Array;
}

/** `unavailable` when it can't be told now, so that PayPal sends the event again. */
export type Verdict = "valid" | "invalid" | "unavailable";

/** Tells PayPal's events from forged ones. */
export interface WebhookVerifier {
  verify(delivery: SignedDelivery): Promise<Verdict>;
}

/** An event as it was received. */
export interface StoredEvent {
  readonly id: string;
  readonly body: string;
  readonly receivedAt: Date;
}

/** PayPal's events, kept from the moment we answer for them. */
export interface WebhookInbox {
  /** Stores an event once by its id and queues its processing in the same transaction. */
  receive(event: {
    readonly id: string;
    readonly type: string;
    readonly body: string;
  }): Promise<void>;
  find(id: string): Promise<StoredEvent | null>;
  /** Whether an event of that type has come that speaks of this id. */
  hasHeard(type: string, subjectId: string): Promise<boolean>;
  /** Notes what became of an event. */
  close(id: string, outcome: string): Promise<void>;
}
