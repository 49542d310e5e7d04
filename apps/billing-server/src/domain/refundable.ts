import { isApplicable } from "./lifecycle/transition.ts";
import type { Order } from "./order.ts";
import { isUnderWay, type Refund } from "./refund.ts";
import { remainingAmount } from "./remaining-amount.ts";

/**
 * What may still be given back of an order's money, in minor units: what refunds under way will take
 * is taken off, and it is 0 where no refund applies.
 */
export function refundableOf(order: Order, refunds: readonly Refund[]): bigint {
  if (!isApplicable(order, { type: "refund_requested", amount: null, reason: "" })) return 0n;
  const underWay = refunds.filter(isUnderWay);
  // One without an amount takes all that is left.
  if (underWay.some(({ amount }) => amount === null)) return 0n;
  return underWay.reduce((left, { amount }) => left - (amount ?? 0n), remainingAmount(order));
}
