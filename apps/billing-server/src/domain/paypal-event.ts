import type { Money } from "@onekonsole/billing-contract";
import type { OrderId, PayPalOrderId } from "./order.ts";
import type { PayPalResult } from "./paypal-gateway.ts";

/** What a webhook event of PayPal's is about. It is a hint: the money is read back from PayPal. */
export interface PayPalEvent {
  readonly id: string;
  /** PayPal's own name of it, such as PAYMENT.CAPTURE.COMPLETED. */
  readonly type: string;
  readonly topic: "order" | "refund" | "reversal" | "dispute_opened" | "dispute_closed" | "other";
  readonly paypalOrderId: PayPalOrderId | null;
  readonly captureId: string | null;
  /** A dispute may be about several payments: all their captures. */
  readonly disputedCaptureIds?: readonly string[];
  /** When a dispute was as the event says, by PayPal's clock, and when PayPal made the event. */
  readonly asOf?: Date | null;
  readonly toldAt?: Date | null;
  /** Of the refund, reversal or dispute. */
  readonly subjectId: string | null;
  /** The `update_time` of the order that the payer approved, in an event about that. */
  readonly orderUpdateTime?: Date | null;
  /** Money was taken for an order whose id has the form of ours, which any seller may write into it. */
  readonly payment: ClaimedPayment | null;
}

/** A payment to our account that names one of our orders, or what looks like one. */
export interface ClaimedPayment {
  readonly orderId: OrderId;
  /** What was paid; `null` when the event does not say. */
  readonly amount: Money | null;
}

/**
 * A payment that belongs to no order. `stray`: made outside our checkout, it only names one of our orders.
 * `lost`: we opened its PayPal order, and have no row of it.
 */
export interface UnmatchedPayment extends ClaimedPayment {
  readonly kind: "stray" | "lost";
  readonly paypalOrderId: PayPalOrderId | null;
  readonly captureId: string | null;
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
  /** For how long we have had it, by the database's clock. */
  readonly ageMs: number;
}

/** An event as PayPal gave it to us. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  /** The JSON text. */
  readonly body: string;
}

/** A part of PayPal's list of events. */
export interface EventPage {
  readonly events: readonly ReceivedEvent[];
  /** Where the list goes on; `null` at its end. */
  readonly next: string | null;
}

/** Everything PayPal had to tell, whether it reached us or not. */
export interface EventArchive {
  /** The events of a window by PayPal's clock, page by page; without `to` up to now. */
  page(query: {
    readonly from: Date;
    readonly to: Date | undefined;
    readonly next: string | null;
  }): Promise<PayPalResult<EventPage>>;
}

/** How far the archive has been read. */
export interface BackfillMark {
  /** `now` is the database's, as the mark is: a replica whose clock is ahead would leave events out. */
  read(): Promise<{ readonly through: Date; readonly now: Date }>;
  /** Moves the mark on, never back and never past now. */
  advance(through: Date): Promise<void>;
}

/** The outcome of an event whose order was found, and brought up to what PayPal shows. */
export const followed = "followed";
/** The outcome of an event that could not be followed for hours. */
export const gaveUp = "gave up";
/** The outcome of an event about an order that we do not have: mostly another seller's on the account. */
export const unknownOrder = "unknown order";
/** The same of a payment whose PayPal order we opened: our row was lost, and an operator has to look. */
export const unknownPayment = "unknown payment";
/** The outcome of a payment that names one of our orders and was made outside our checkout. */
export const strayPayment = "stray payment";
/** Of these, `reconcile` has an event tried again. */
export const unfollowed = [gaveUp, unknownOrder, unknownPayment];

/** PayPal's events, kept from the moment we answer for them. */
export interface WebhookInbox {
  /**
   * Stores each event once by its id and queues its processing in the same transaction; how many
   * were new.
   */
  receive(events: readonly ReceivedEvent[]): Promise<number>;
  find(id: string): Promise<StoredEvent | null>;
  /**
   * Notes what became of an event. A payment that belongs to no order is listed until an operator closes it,
   * or a later look at the event finds its order.
   */
  close(id: string, outcome: string, unmatched?: UnmatchedPayment): Promise<void>;
}
