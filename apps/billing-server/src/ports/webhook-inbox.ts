import type { UnmatchedPayment } from "../domain/paypal-event.ts";

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
