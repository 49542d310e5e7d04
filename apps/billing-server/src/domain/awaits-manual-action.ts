import type { Order } from "./order.ts";
import { isMerchantReason } from "./pending-reason.ts";
import { actorFor } from "./state-traits.ts";

/**
 * Whether an order waits for a person: for an operator's decision, or for the merchant's action at
 * PayPal.
 */
export function awaitsManualAction({ state, pendingReason }: Order): boolean {
  const actor = actorFor(state);
  return actor === "merchant" ? isMerchantReason(pendingReason) : actor === "operator";
}
