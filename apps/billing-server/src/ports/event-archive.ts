import type { PayPalResult } from "../domain/paypal-result.ts";
import type { ReceivedEvent } from "./webhook-inbox.ts";

/** A part of PayPal's list of events. */
export interface EventPage {
  readonly events: readonly ReceivedEvent[];
  /** Where the list goes on; `null` at its end. */
  readonly next: string | null;
}

/** PayPal's list of events, including those that were never delivered. */
export interface EventArchive {
  /** The events of a window by PayPal's clock, page by page; without `to` up to now. */
  page(query: {
    readonly from: Date;
    readonly to: Date | undefined;
    readonly next: string | null;
  }): Promise<PayPalResult<EventPage>>;
}

/** How far the archive has been read. */
export interface BackfillCheckpoint {
  /** `now` is the database's, as the mark is: a replica whose clock is ahead would leave events out. */
  read(): Promise<{ readonly through: Date; readonly now: Date }>;
  /** Moves the mark on, never back and never past now. */
  advance(through: Date): Promise<void>;
}
