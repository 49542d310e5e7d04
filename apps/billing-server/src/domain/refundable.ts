import { isApplicable } from "./lifecycle/transition.ts";
import type { Order } from "./order.ts";
import { problemTexts } from "./problem-texts.ts";
import { isUnderWay, type Refund } from "./refund.ts";
import { remainingAmount } from "./remaining-amount.ts";

/**
 * What can still be refunded of an order's payment, in minor units. Refunds in progress are
 * subtracted; 0 if no refund applies.
 */
export function refundableAmount(order: Order, refunds: readonly Refund[]): bigint {
  if (
    !isApplicable(order, {
      type: "refund_requested",
      amount: null,
      reason: problemTexts.refund_decided,
    })
  )
    return 0n;
  const underWay = refunds.filter(isUnderWay);
  // A refund without an amount takes all that remains.
  if (underWay.some(({ amount }) => amount === null)) return 0n;
  return underWay.reduce((left, { amount }) => left - (amount ?? 0n), remainingAmount(order));
}
