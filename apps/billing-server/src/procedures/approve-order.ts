import type { AppOutputs } from "@onekonsole/billing-contract";
import { applySeen } from "../domain/apply-seen.ts";
import { BillingError } from "../domain/billing-error.ts";
import type { Caller } from "../domain/caller.ts";
import { isUntold, judgePayPalOrder } from "../domain/judge-payment.ts";
import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { PayPalOrder, PayPalResult } from "../domain/paypal-gateway.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import { stepOf } from "../domain/tracer.ts";
import type { Dependencies } from "./context.ts";
import { findOwnOrder } from "./find-own-order.ts";
import { errorOfPayPal } from "./paypal-error.ts";

type ApprovedOrder = AppOutputs["order"]["approve"];

/**
 * Believes PayPal, not the browser: whatever brought the caller here, PayPal is asked what became of
 * the order. The first approve moves it; every later one gets the same answer from the row.
 */
export async function approveOrder(
  deps: Dependencies,
  caller: Caller,
  paypalOrderId: PayPalOrderId,
): Promise<ApprovedOrder> {
  const order = await findOwnOrder(deps.store, caller, paypalOrderId);
  const isTold = !asksPayPal.has(order.state) || order.capturedAmount > 0n;
  if (isTold) return answerOf(order);
  return deps.tracer.span(stepOf(order, "approve"), () => askPayPal(deps, order));
}

async function askPayPal({ store, paypal }: Dependencies, order: Order): Promise<ApprovedOrder> {
  const seen = await paypal.getOrder(order.paypalOrderId, "interactive");
  const event = eventOf(order, seen);
  if (!event) return answerOf(order);
  const debugId = seen.ok ? seen.debugId : seen.failure.debugId;
  const moved = await applySeen(store, { order, event, cause: { by: "approve", debugId } });
  if (moved) return answerOf(moved);

  // Somebody was faster, or nothing has changed: the row has the answer that was given.
  const current = await store.find(order.id);
  if (!current) throw new BillingError("order_not_found");
  return answerOf(current);
}

// In these states PayPal may know better than the row; in all others the row has the answer.
const asksPayPal: ReadonlySet<Order["state"]> = new Set([
  "awaiting_approval",
  "capture_pending",
  "capture_failed",
  "expired",
  "closed",
]);

/** What PayPal's answer means; `null` when the row's answer stands. */
function eventOf(order: Order, seen: PayPalResult<PayPalOrder>): OrderEvent | null {
  const isWaiting = order.state === "awaiting_approval";
  if (!seen.ok) {
    if (seen.failure.kind === "gone") return { type: "order_gone" };
    if (isWaiting) throw errorOfPayPal(seen.failure);
    return null;
  }
  const event = judgePayPalOrder(order, seen.value);
  if (event) return event;
  if (isUntold(order, seen.value) && (isWaiting || unpaid.has(order.state)))
    throw new BillingError("paypal_unavailable");
  if (isWaiting) throw new BillingError("order_not_approved");
  return null;
}

const unpaid: ReadonlySet<Order["state"]> = new Set(["expired", "closed"]);

function answerOf(order: Order): ApprovedOrder {
  switch (order.state) {
    case "awaiting_approval":
      throw new BillingError("order_not_approved");
    case "capture_failed":
      throw new BillingError("payment_declined");
    case "expired":
      throw new BillingError("order_expired");
    case "approved":
    case "capture_pending":
    case "captured":
    case "provisioned":
    case "refunding":
    case "refunded":
    case "needs_attention":
      return givenAnswer(order);
    case "closed":
      // Nobody waits for money that never came, whatever was approved once.
      if (order.capturedAmount === 0n) throw new BillingError("order_expired");
      return givenAnswer(order);
  }
}

/** What the first approve was answered. */
function givenAnswer({ paypalOrderId, approvalStatus }: Order): ApprovedOrder {
  // Without a status nobody approved anything: a mismatch was found first.
  if (!approvalStatus) throw new BillingError("payment_mismatch");
  return { id: paypalOrderId, status: approvalStatus };
}
