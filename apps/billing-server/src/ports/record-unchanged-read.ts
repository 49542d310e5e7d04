import type { Interpretation } from "../domain/interpretation.ts";
import type { Order } from "../domain/order.ts";
import { hasTrait } from "../domain/state-traits.ts";
import type { OrderStore } from "./order-store.ts";

/**
 * Records a read from PayPal that caused no transition: whether the order was found, and when to read it
 * again. Writes only if one of these changed.
 */
export async function recordUnchangedRead(
  store: OrderStore,
  order: Order,
  reading: Interpretation,
): Promise<void> {
  if (reading.kind === "unanswered" || !hasTrait(order.state, "countsMissing")) return;
  const isFound =
    reading.kind !== "gone" && !(reading.kind === "not_yet" && reading.why === "not_visible");
  const readAgainMs = "readAgainMs" in reading ? reading.readAgainMs : null;
  if (isFound && order.missingReads === 0 && readAgainMs === null) return;
  await store.recordPayPalRead(order, { isFound, readAgainMs });
}
