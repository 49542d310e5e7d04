import type { Order, OrderId } from "../domain/order.ts";
import type { Cause } from "../domain/order-store.ts";
import type { Refund } from "../domain/refund.ts";
import { jobOfState } from "../domain/transition.ts";
import { RetryLater } from "./retry-later.ts";
import { type SyncDependencies, syncOrder } from "./sync-order.ts";
import type { WorkLog } from "./work-log.ts";

const reasonOfState: Readonly<Record<string, string>> = {
  approved: "PayPal could not be reached for hours to collect the payment you approved.",
  captured: "The payment went through, but the cluster could not be ordered for hours.",
  refunded: "The payment was given back, but your cluster may have been ordered already.",
};

export interface GiveUpDependencies extends SyncDependencies {
  readonly log: WorkLog;
}

const cause: Cause = { by: "dead_letter" };

/** Puts an order whose job failed for hours into an operator's hands: never dropped, never silent. */
export async function giveUp(deps: GiveUpDependencies, id: OrderId, job: string): Promise<void> {
  const { store, log } = deps;
  const order = await store.find(id);
  if (order && job === "refund") return giveUpRefunds(deps, order);
  if (!order) return;
  const isLost = job === "deliver" && order.delivery !== "none";
  if (isLost && order.state === "refunding")
    throw new RetryLater("The refund that is under way comes first.");
  // A dead capture job says nothing of an order whose delivery has begun.
  const isOwn = jobOfState[order.state] === job || (isLost && order.state === "refunded");
  const reason = reasonOfState[order.state];
  if (!isOwn || !reason) return;
  const moved = await store.apply(order, { type: "gave_up", reason }, cause);
  if (!moved) throw new RetryLater("The order moved while it was given up.");
  log.warn({ order_id: order.paypalOrderId, was: order.state }, "order needs attention");
}

/**
 * Refunds are rows of their own: an order may stay provisioned while a part of its money is stuck. One is
 * given up only when PayPal shows that it was not made, for whoever asks for it again gets a new key.
 */
async function giveUpRefunds(deps: GiveUpDependencies, order: Order): Promise<void> {
  const { store } = deps;
  if (!(await store.refundsOf(order.id)).some(isOpen)) return;
  await syncOrder(deps, order, cause);
  for (const refund of (await store.refundsOf(order.id)).filter(isOpen))
    await store.failRefund(order.id, refund, cause);
}

const isOpen = ({ status }: Refund): boolean => status === "requested";
