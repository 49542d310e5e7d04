import { parseMoney } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import type { Order } from "../../domain/order.ts";
import type { OrderEvent } from "../../domain/order-event.ts";
import type { OrderStore } from "../../domain/order-store.ts";
import { type Act, orderOfAct, perform } from "./act.ts";

export interface RefundAct extends Act {
  /** A decimal in the capture's currency; `undefined` is all that is left. */
  readonly amount: string | undefined;
}

/**
 * An operator's other way out: money is given back, all or a part. The refund is a row when this
 * resolves, and a job makes it. `not_possible` for more than is left, for an order without money,
 * and while a delivery may be arriving; `invalid_input` for what is no amount of that currency.
 */
export async function refundPayment(store: OrderStore, act: RefundAct): Promise<Order> {
  const order = await orderOfAct(store, act);
  const amount = act.amount === undefined ? null : minorUnits(act.amount, order);
  return perform(store, { order, event: requestOf(amount), act });
}

/** The wish to give so much back, in minor units; `null` is all that is left. */
export function requestOf(amount: bigint | null): OrderEvent {
  const what = amount === null ? "your payment" : "part of your payment";
  // Read long after it is done, too.
  return { type: "refund_requested", amount, reason: `Our team decided to refund ${what}.` };
}

function minorUnits(value: string, order: Order): bigint {
  const code = order.capturedCurrency ?? order.currency;
  const amount = parseMoney({ currency_code: code, value });
  if (amount !== undefined && amount > 0n) return amount;
  const message = `must be an amount of ${code} above zero`;
  throw new BillingError("invalid_input", { fields: [{ path: "amount", message }] });
}
