import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { RecordedOrder } from "../run-record.ts";
import type { StoredOrder } from "./stored-order.ts";

/** One order: the service's row, the customer's record, and the upstreams. */
export interface AuditedOrder {
  readonly stored: StoredOrder;
  readonly sandbox: Sandbox;
  /** `null` if no customer received the order's id. */
  readonly recorded: RecordedOrder | null;
}

/** Returns the faults of an order, as texts; none for a correct order. */
export type Check = (order: AuditedOrder) => readonly string[];
