import type { Order } from "./order.ts";

/** What was captured of an order, and returned. */
export type ReturnedMoney = Pick<Order, "capturedAmount" | "refundedAmount" | "reversedAmount">;

/** Captured minus refunded and reversed, in minor units of the captured currency. */
export const remainingAmount = ({
  capturedAmount,
  refundedAmount,
  reversedAmount,
}: ReturnedMoney): bigint => capturedAmount - refundedAmount - reversedAmount;

/** Whether money was captured and all of it was refunded or reversed. */
export const isFullyReturned = (order: ReturnedMoney): boolean =>
  order.capturedAmount > 0n && remainingAmount(order) <= 0n;

/** Whether the order is in manual review and PayPal has reversed some of its money. */
export const isHeldReversed = ({ state, reversedAmount }: Order): boolean =>
  state === "needs_attention" && reversedAmount > 0n;
