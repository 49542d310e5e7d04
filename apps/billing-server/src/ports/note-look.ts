import type { Interpretation } from "../domain/interpret-paypal-order.ts";
import type { Order } from "../domain/order.ts";
import { hasTrait } from "../domain/state-traits.ts";
import type { OrderStore } from "./order-store.ts";

/**
 * Keeps what a look at PayPal that moved nothing leaves behind: the evidence for "gone for good", and when
 * to look again. Writes only where there is something to keep.
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
