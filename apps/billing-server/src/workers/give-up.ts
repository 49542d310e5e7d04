import type { Order, OrderId } from "../domain/order.ts";
import type { OrderStore } from "../domain/order-store.ts";
import { jobOfState } from "../domain/transition.ts";
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
export async function giveUp(
  { store, log }: GiveUpDependencies,
  id: OrderId,
  job: string,
): Promise<void> {
  const order = await store.find(id);
  if (order && job === "refund") return giveUpRefunds(store, order);
  // A dead capture job says nothing of an order whose delivery has begun.
  if (!order || jobOfState[order.state] !== job) return;
  const reason = reasonOfState[order.state];
  if (!reason) return;
  const moved = await store.apply(order, { type: "gave_up", reason }, { by: "dead_letter" });
  if (!moved) throw new RetryLater("The order moved while it was given up.");
  log.warn({ order_id: order.paypalOrderId, was: order.state }, "order needs attention");
}

/** Refunds are rows of their own: an order may stay provisioned while a part of its money is stuck. */
async function giveUpRefunds(store: OrderStore, order: Order): Promise<void> {
  for (const refund of await store.refundsOf(order.id)) {
    if (refund.status === "requested")
      await store.failRefund(order.id, refund, { by: "dead_letter" });
  }
}
