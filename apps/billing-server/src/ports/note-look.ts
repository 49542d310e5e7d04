import type { Interpretation } from "../domain/interpret-paypal-order.ts";
import type { Order } from "../domain/order.ts";
import { hasTrait } from "../domain/state-traits.ts";
import type { OrderStore } from "./order-store.ts";

/**
 * Records a read from PayPal that caused no transition: whether the order was found, and when to read it
 * again. Writes only if one of these changed.
 */
export async function noteLook(
  store: OrderStore,
  order: Order,
  reading: Interpretation,
): Promise<void> {
  if (reading.kind === "unanswered" || !hasTrait(order.state, "countsMissing")) return;
  const isFound =
    reading.kind !== "gone" && !(reading.kind === "not_yet" && reading.why === "not_visible");
  const againMs = "lookAgainMs" in reading ? reading.lookAgainMs : null;
  if (isFound && order.missingLooks === 0 && againMs === null) return;
  await store.recordLook(order, { isFound, againMs });
}
