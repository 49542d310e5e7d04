import { BillingError } from "../../domain/billing-error.ts";
import { interpretPayPalOrder } from "../../domain/interpret-paypal-order.ts";
import type { NotYet } from "../../domain/interpretation.ts";
import type { Order } from "../../domain/order.ts";
import type { PayPalGateway } from "../../ports/paypal-gateway.ts";
import { recordPayPalState } from "../../ports/record-paypal-state.ts";
import { recordUnchangedRead } from "../../ports/record-unchanged-read.ts";
import { actorName } from "../call.ts";
import { closeError } from "../paypal-error.ts";
import {
  type ActionDependencies,
  findActionableOrder,
  type OperatorActionCall,
  performAction,
} from "./operator-action.ts";

export interface CloseDependencies extends ActionDependencies {
  readonly paypal: PayPalGateway;
}

/**
 * Closes an order with nothing left to retry or refund. A delivered order keeps the remaining money
 * and becomes `provisioned`. One without money, or refunded outside PayPal, becomes `closed`; a
 * late payment reopens it. Without a recorded payment, PayPal is queried first. Throws PayPal's
 * error, or `not_possible` if PayPal shows a payment, the close is not available or the order has
 * changed.
 */
export async function closeOrder(
  deps: CloseDependencies,
  call: OperatorActionCall,
): Promise<Order> {
  const { order, actions } = await findActionableOrder(deps.store, call.input);
  if (!actions.close.possible) throw new BillingError("not_possible");
  if (order.capturedAmount === 0n) await checkNoPayment(deps, order, actorName(call.caller));
  return performAction(deps, call, { order, event: actions.close.event });
}

/**
 * The operator states that there is no payment, but one may have arrived since. A capture that is
 * recorded for another order is not this order's money.
 */
async function checkNoPayment(
  { store, paypal }: CloseDependencies,
  order: Order,
  actor: string,
): Promise<void> {
  const answer = await paypal.getOrder(order.paypalOrderId, "interactive");
  const reading = interpretPayPalOrder(order, { answer, at: new Date() });
  const debugId = answer.ok ? answer.debugId : answer.failure.debugId;
  await recordUnchangedRead(store, order, reading);
  switch (reading.kind) {
    case "unanswered":
      throw closeError(reading.failure);
    case "gone":
      return;
    case "event": {
      const { event } = reading;
      if (!("money" in event) || event.money.captureId === order.conflictingId) return;
      await recordPayPalState(store, { order, event, cause: { by: "operator", actor, debugId } });
      throw new BillingError("not_possible", { debugId });
    }
    case "unreadable":
      throw new BillingError("paypal_unavailable", { debugId });
    case "not_yet":
      return checkUnpaid(reading.why, debugId);
  }
}

function checkUnpaid(why: NotYet, debugId: string | undefined): void {
  if (why === "payment_not_shown") throw new BillingError("not_possible", { debugId });
  // Two reads, a minute apart, prove that an order is gone.
  if (why === "not_visible")
    throw new BillingError("paypal_unavailable", { debugId, retryAfterMs: 60_000 });
}
