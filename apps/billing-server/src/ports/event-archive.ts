import type { PayPalResult } from "../domain/paypal-result.ts";
import type { ReceivedEvent } from "./webhook-inbox.ts";

/** A page of PayPal's list of events. */
export interface EventPage {
  readonly events: readonly ReceivedEvent[];
  /** The link to the next page; `null` at the end of the list. */
  readonly next: string | null;
}

/** PayPal's list of events, including events that were never delivered. */
export interface EventArchive {
  /**
   * The events between two times of PayPal's clock, page by page; up to the present without `to`.
   */
  page(query: {
    readonly from: Date;
    readonly to: Date | undefined;
    readonly next: string | null;
  }): Promise<PayPalResult<EventPage>>;
}

/** The time up to which the archive has been read. */
export interface BackfillCheckpoint {
  /** Both times are from the database's clock: a replica whose clock is ahead would skip events. */
  read(): Promise<{ readonly through: Date; readonly now: Date }>;
  /** Moves the checkpoint forward, never back and never past the present. */
  advance(through: Date): Promise<void>;
}
