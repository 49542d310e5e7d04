import type { UnmatchedPayment } from "../domain/paypal-event.ts";

/** A stored event. */
export interface StoredEvent {
  readonly id: string;
  readonly body: string;
  /** The time since it was received, by the database's clock. */
  readonly ageMs: number;
}

/** An event as PayPal sent it. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  /** The JSON text. */
  readonly body: string;
}

/** The outcome of an event whose order was found and updated from PayPal. */
export const followed = "followed";

/** The outcome of an event whose processing failed for hours. */
export const gaveUp = "gave up";

/** The outcome of an event about an unknown order, usually another seller's on the same account. */
export const unknownOrder = "unknown order";

/**
 * The outcome of a payment for an order that we created at PayPal but have no row of. An operator
 * must act.
 */
export const unknownPayment = "unknown payment";

/** The outcome of a payment that was made outside our checkout with one of our order ids. */
export const strayPayment = "stray payment";

/** `reconcile` processes events with these outcomes again. */
export const unfollowed = [gaveUp, unknownOrder, unknownPayment];

/** PayPal's events, stored before PayPal gets a response. */
export interface WebhookInbox {
  /**
   * Stores each event once by its id and queues its processing in the same transaction. Returns the
   * number of new events.
   */
  receive(events: readonly ReceivedEvent[]): Promise<number>;
  find(id: string): Promise<StoredEvent | null>;
  /**
   * Records the outcome of an event. A payment that belongs to no order is listed until an operator
   * closes it, or until the event is processed again and finds its order.
   */
  close(id: string, outcome: string, unmatched?: UnmatchedPayment): Promise<void>;
}
