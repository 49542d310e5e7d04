import { BillingError } from "../../domain/billing-error.ts";
import { interpretPayPalOrder, type NotYet } from "../../domain/interpret-paypal-order.ts";
import type { Order } from "../../domain/order.ts";
import { noteLook } from "../../ports/note-look.ts";
import type { PayPalGateway } from "../../ports/paypal-gateway.ts";
import { recordPayPalState } from "../../ports/record-paypal-state.ts";
import { actorName } from "../call.ts";
import { closingError } from "../paypal-error.ts";
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
 * An operator's third way out, where nothing is left to be tried or given back: a delivered order
 * keeps the money that is left and is `provisioned` again; one without money, or whose money was paid back
 * outside PayPal, is `closed`, and money that turns up later revives it. `not_possible` where a close is no
 * available action or the order moved meanwhile. PayPal is asked first about an order without a booked
 * payment: an error of PayPal's while it can't say, `not_possible` when it shows one.
 */
export async function closeOrder(
  deps: CloseDependencies,
  call: OperatorActionCall,
): Promise<Order> {
  const { order, actions } = await findActionableOrder(deps.store, call.input);
  if (!actions.close.possible) throw new BillingError("not_possible");
  if (order.capturedAmount === 0n) await expectNoMoney(deps, order, actorName(call.caller));
  return performAction(deps, call, { order, event: actions.close.event });
}

/**
 * An operator who closes an order says that no money came, which may have come since they looked. A capture
 * that another order has is known, and is not this order's money.
 */
async function expectNoMoney(
  { store, paypal }: CloseDependencies,
  order: Order,
  actor: string,
): Promise<void> {
  const answer = await paypal.getOrder(order.paypalOrderId, "interactive");
  const reading = interpretPayPalOrder(order, { answer, at: new Date() });
  const debugId = answer.ok ? answer.debugId : answer.failure.debugId;
  await noteLook(store, order, reading);
  switch (reading.kind) {
    case "unanswered":
      throw closingError(reading.failure);
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
      return expectUnpaid(reading.why, debugId);
  }
}

function expectUnpaid(why: NotYet, debugId: string | undefined): void {
  if (why === "payment_not_shown") throw new BillingError("not_possible", { debugId });
  // A minute lies between the looks that prove an order gone.
  if (why === "not_visible")
    throw new BillingError("paypal_unavailable", { debugId, retryAfterMs: 60_000 });
}
