import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { BookedOrder } from "./books.ts";
import type { ToldOrder } from "./ledger.ts";

/** One order as both sides have it. */
export interface OrderUnderAudit {
  readonly booked: BookedOrder;
  readonly sandbox: Sandbox;
  /** `null` for one whose answer never reached its customer. */
  readonly told: ToldOrder | null;
}

/** What is wrong with an order, in words. */
export type Check = (order: OrderUnderAudit) => readonly string[];
