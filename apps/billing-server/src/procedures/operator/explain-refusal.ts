import type { Order } from "../../domain/order.ts";
import { refundRefusal } from "../../domain/refund-refusal.ts";
import type { Refund } from "../../domain/refund.ts";
import { formatOrderMoney } from "./advice.ts";

/** PayPal's reason for rejecting a refund, its time and its meaning. */
export function refusalText(order: Order, refund: Refund): string {
  const { amount, failureReason, failedAt } = refund;
  const what = amount === null ? "the refund" : `the refund of ${formatOrderMoney(order, amount)}`;
  const when = failedAt ? ` at ${failedAt.toISOString()}` : "";
  const said = failureReason ? `: ${failureReason}` : "";
  return `PayPal did not make ${what}${when}${said}. ${refundRefusal(failureReason).cause}`;
}

/** The newest rejected refund that is retried automatically. */
export const waitingRefusal = (refunds: readonly Refund[]): Refund | undefined =>
  refunds.findLast(({ status, failureReason }) => status === "requested" && failureReason !== null);

/** The next step for a refund that is retried automatically. */
export const stepBeforeAgain = ({ failureReason }: Refund): string =>
  [refundRefusal(failureReason).step, "The refund is retried automatically."]
    .filter(Boolean)
    .join(" ");
