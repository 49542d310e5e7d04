import type { OrderId } from "../domain/order.ts";

/** A running total that is not the sum of its rows; money in minor units. */
export interface WrongTotal {
  readonly state: string;
  readonly currency: string;
  readonly total: TotalValues;
  /** The sums over the rows. */
  readonly rows: TotalValues;
}

export interface TotalValues {
  readonly orders: string;
  readonly captured: string;
  readonly refunded: string;
  readonly reversed: string;
}

/** The result of reading one piece of all orders. */
export interface AuditedPiece {
  /** Orders that contradict their history or their refunds. */
  readonly wrongOrders: readonly OrderId[];
  /** Orders that lack a receipt or a credit note; none while receipts are off. */
  readonly undocumented: readonly OrderId[];
  /** The result of the pass if this was its last piece, else `null`. */
  readonly wrongTotals: readonly WrongTotal[] | null;
}

/** The last results of the audit. */
export interface AuditStatus {
  /** When the recorded changes were last added to the totals. */
  readonly foldedAt: Date;
  /** When the last pass over all orders ended. */
  readonly completedAt: Date;
  readonly wrongTotals: number;
  /** The larger of the last pass' number and the current one's. */
  readonly wrongOrders: number;
}

/** Keeps the running totals, and compares them with the orders. */
export interface LedgerAudit {
  /**
   * Adds the recorded changes to the totals, then reads the next orders of the pass, `orders` at
   * most. Safe from several processes at once.
   */
  readPiece(orders: number): Promise<AuditedPiece>;
  /** The number of all orders, by the totals. */
  countOrders(): Promise<number>;
  status(): Promise<AuditStatus>;
}
