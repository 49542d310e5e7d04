import type { Order } from "../../domain/order.ts";
import { refundRefusal } from "../../domain/refund-refusal.ts";
import type { Refund } from "../../domain/refund.ts";
import { moneyOf } from "./advice.ts";

/** What PayPal said of a refund that it refused, when, and what that means. */
export function refusalText(order: Order, refund: Refund): string {
  const { amount, failureReason, failedAt } = refund;
  const what = amount === null ? "the refund" : `the refund of ${moneyOf(order, amount)}`;
  const when = failedAt ? ` at ${failedAt.toISOString()}` : "";
  const said = failureReason ? `: ${failureReason}` : "";
  return `PayPal did not make ${what}${when}${said}. ${refundRefusal(failureReason).cause}`;
}

/** The newest refund that is asked for again although PayPal refused it. */
export const waitingRefusal = (refunds: readonly Refund[]): Refund | undefined =>
  refunds.findLast(({ status, failureReason }) => status === "requested" && failureReason !== null);

/** What to do about a refund that is asked for again by itself. */
export const stepBeforeAgain = ({ failureReason }: Refund): string =>
  [refundRefusal(failureReason).step, "The refund is retried automatically."]
    .filter(Boolean)
    .join(" ");
