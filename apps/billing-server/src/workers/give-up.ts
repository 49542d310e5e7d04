import type { OrderId } from "../domain/order.ts";
import type { OrderStore } from "../domain/order-store.ts";
import { RetryLater } from "./retry-later.ts";
import type { WorkLog } from "./work-log.ts";

const reasonOfState: Readonly<Record<string, string>> = {
  approved: "PayPal could not be reached for hours to collect the payment you approved.",
  captured: "The payment went through, but the cluster could not be ordered for hours.",
};

export interface GiveUpDependencies {
  readonly store: OrderStore;
  readonly log: WorkLog;
}

/** Puts an order whose job failed for hours into an operator's hands: never dropped, never silent. */
export async function giveUp({ store, log }: GiveUpDependencies, id: OrderId): Promise<void> {
  const order = await store.find(id);
  const reason = order && reasonOfState[order.state];
  if (!order || !reason) return;
  const moved = await store.apply(order, { type: "gave_up", reason }, { by: "dead_letter" });
  if (!moved) throw new RetryLater("The order moved while it was given up.");
  log.warn({ order_id: order.paypalOrderId, was: order.state }, "order needs attention");
}
