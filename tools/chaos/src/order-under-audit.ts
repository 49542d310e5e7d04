import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { RecordedOrder } from "./ledger.ts";
import type { BookedOrder } from "./read-records.ts";

/** One order as both sides have it. */
export interface OrderUnderAudit {
  readonly booked: BookedOrder;
  readonly sandbox: Sandbox;
  /** `null` for one whose answer never reached its customer. */
  readonly recordOrder: RecordedOrder | null;
}

/** What is wrong with an order, in words. */
export type Check = (order: OrderUnderAudit) => readonly string[];
