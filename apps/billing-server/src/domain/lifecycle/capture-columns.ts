import type { CapturedMoney } from "../order-event.ts";
import type { ApprovalStatus, Order } from "../order.ts";

/** The columns of a completed capture. */
export const capturedColumns = ({
  captureId,
  currency,
  amount,
}: CapturedMoney): Partial<Order> => ({
  captureId,
  pendingReason: null,
  capturedCurrency: currency,
  capturedAmount: amount,
});

/** The later of two times; the one that is set when the other is not. */
export const latest = (one: Date | null, other: Date | null): Date | null =>
  one && other && other > one ? other : (one ?? other);

/** The approval status of an order that has none yet; it never changes after that. */
export const approvalColumns = (
  order: Order,
  { approvalStatus }: { readonly approvalStatus?: ApprovalStatus | undefined },
): Partial<Order> => ({ approvalStatus: order.approvalStatus ?? approvalStatus ?? null });
