import type { FaultQueue } from "./fault-queue.ts";
import type { KitSettings } from "./kit-settings.ts";
import type { OrderBook } from "./order-book.ts";

/** What the procedures of one test kit share. */
export interface KitState {
  readonly settings: KitSettings;
  readonly book: OrderBook;
  readonly faults: FaultQueue;
}
