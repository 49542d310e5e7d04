import type { Cause } from "../domain/audit-event.ts";
import type { Order, OrderId } from "../domain/order.ts";
import { isRefundRefusal } from "../domain/refund-refusal.ts";
import type { Refund } from "../domain/refund.ts";
import { statedWord } from "../domain/stated-word.ts";
import type { Log } from "../ports/log.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import { syncOrder } from "./sync-order.ts";
import { isTransient, toRetryable } from "./to-retryable.ts";

export interface RefundDependencies {
  readonly store: OrderStore;
  readonly paypal: PayPalGateway;
  readonly log: Log;
}

interface RefundJob {
  readonly orderId: OrderId;
}

/**
 * Sends the requested refunds of an order to PayPal. Idempotent: each refund is a row with its own
 * idempotency key, which PayPal keeps for 45 days. Rejects if it must run again.
 */
export async function refundOrder(deps: RefundDependencies, { orderId }: RefundJob): Promise<void> {
  const order = await deps.store.find(orderId);
  if (!order?.captureId || !order.capturedCurrency) return;
  const refunds = await deps.store.listRefunds(orderId);
  const open = refunds.filter(({ status }) => status === "requested");
  const failures: unknown[] = [];
  // A refund that must wait, as for the account's balance, does not block the others.
  for (const refund of open)
    await refundOnce(deps, order, refund).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function refundOnce(deps: RefundDependencies, order: Order, refund: Refund): Promise<void> {
  const { store, paypal, log } = deps;
  const answer = await paypal.refundCapture({
    captureId: order.captureId ?? "",
    refundId: refund.id,
    currency: order.capturedCurrency ?? order.currency,
    amount: refund.amount,
  });
  if (answer.ok) {
    const cause: Cause = { by: "refund_job", debugId: answer.debugId };
    // Our own refund, whatever id PayPal echoes: the key identifies it.
    await store.recordRefund(order.id, { ...answer.value, refundId: refund.id }, cause);
    const fields = { order_id: order.paypalOrderId, status: answer.value.status };
    log.info({ ...fields, debug_id: answer.debugId }, "refund answered");
    return;
  }
  const { kind, issue, debugId } = answer.failure;
  log.warn({ order_id: order.paypalOrderId, issue, debug_id: debugId }, "refund not done");
  if (isTransient(answer.failure)) {
    if (isRefundRefusal(issue)) await store.recordRefusal(refund, issue);
    throw toRetryable(answer.failure);
  }
  // Refunded elsewhere: PayPal's list decides, and this request is not repeated.
  if (kind === "already_done") await syncOrder(deps, order, { by: "refund_job", debugId });
  const failed = { id: refund.id, failureReason: statedWord(issue) };
  await store.failRefund(order.id, failed, { by: "refund_job", debugId });
}
