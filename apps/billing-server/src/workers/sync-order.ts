import { applySeen } from "../domain/apply-seen.ts";
import { isUntold, judgePayPalOrder } from "../domain/judge-payment.ts";
import type { Order } from "../domain/order.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import type { Cause, OrderStore } from "../domain/order-store.ts";
import type { PayPalGateway, PayPalOrder, PayPalResult } from "../domain/paypal-gateway.ts";
import { BillingError } from "../domain/billing-error.ts";
import { postponed } from "./postponed.ts";
import { RetryLater } from "./retry-later.ts";

export interface SyncDependencies {
  readonly store: OrderStore;
  readonly paypal: PayPalGateway;
}

/**
 * Brings an order up to what PayPal shows of it now: what webhooks, the sweeper and refunds share.
 * Whoever comes second finds nothing left to do. Rejects to be run again.
 */
export async function syncOrder(
  { store, paypal }: SyncDependencies,
  order: Order,
  cause: Cause,
): Promise<void> {
  const seen = await paypal.getOrder(order.paypalOrderId, "background");
  const event = eventOf(order, seen, cause);
  const debugId = seen.ok ? seen.debugId : seen.failure.debugId;
  if (event) await applyOrHold(store, { order, event, cause: { ...cause, debugId } });
  if (!seen.ok) return;
  for (const refund of seen.value.refunds) {
    const booked = await store.recordRefund(order.id, refund, { ...cause, debugId });
    if (!booked) throw new RetryLater("A refund came before its capture.");
  }
}

function eventOf(order: Order, seen: PayPalResult<PayPalOrder>, cause: Cause): OrderEvent | null {
  if (!seen.ok) {
    if (seen.failure.kind === "gone") return { type: "order_gone" };
    throw postponed(seen.failure);
  }
  const event = judgePayPalOrder(order, seen.value);
  const overdueMs = Date.now() - order.approveBefore.getTime();
  const isOldNews = cause.by === "sweep" && event?.type === "payer_approved" && wasDeclined(order);
  if (isOldNews && overdueMs > 0) return { type: "approval_timed_out" };
  if (event || !unpaid.has(order.state)) return event;
  // "No money was taken" would be a guess.
  if (isUntold(order, seen.value))
    return overdueMs > untoldForMs ? { type: "gave_up", reason: untoldText } : null;
  return overdueMs > 0 ? { type: "approval_timed_out" } : null;
}

/** PayPal shows an order whose capture it declined as approved still, and would decline it every time. */
const wasDeclined = ({ state, captureAttempt }: Order): boolean =>
  state === "awaiting_approval" && captureAttempt > 1;

const unpaid: ReadonlySet<Order["state"]> = new Set(["awaiting_approval", "expired"]);
const untoldForMs = 3_600_000;
const untoldText = "PayPal reports a payment but does not show it; our team is looking for it.";

interface Applied {
  readonly order: Order;
  readonly event: OrderEvent;
  readonly cause: Cause;
}

async function applyOrHold(store: OrderStore, applied: Applied): Promise<void> {
  try {
    await applySeen(store, applied);
  } catch (error) {
    if (!(error instanceof BillingError) || error.code !== "duplicate_purchase") throw error;
    // Approved twice for one cluster: the second is never captured, and expires at its time.
    const { order, cause } = applied;
    if (new Date() > order.approveBefore)
      await store.apply(order, { type: "approval_timed_out" }, cause);
  }
}
