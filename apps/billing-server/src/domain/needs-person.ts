import type { Order } from "./order.ts";
import { isMerchantReason } from "./pending-reason.ts";

/**
 * Whether an order waits for a person: for an operator's decision, or for the merchant's action at
 * PayPal.
 */
export const needsPerson = ({ state, pendingReason }: Order): boolean =>
  state === "needs_attention" || (state === "capture_pending" && isMerchantReason(pendingReason));
