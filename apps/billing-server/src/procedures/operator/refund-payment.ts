import { parseMoney } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import type { Order } from "../../domain/order.ts";
import type { OrderEvent } from "../../domain/order-event.ts";
import { refundableOf } from "../../domain/refundable.ts";
import { type Act, type ActDependencies, orderOfAct, perform } from "./act.ts";

export interface RefundAct extends Act {
  /** A decimal in the capture's currency; `undefined` is all that is left. */
  readonly amount: string | undefined;
}

/**
 * An operator's second way out: money is given back, all or a part. The refund is a row when this
 * resolves, and a job makes it. `not_possible` for more than is left or on its way back, for an order
 * without money, and while a delivery may be arriving; `invalid_input` for what is no amount of that
 * currency.
 */
export async function refundPayment(deps: ActDependencies, act: RefundAct): Promise<Order> {
  const order = await orderOfAct(deps.store, act);
  const amount = act.amount === undefined ? null : minorUnits(act.amount, order);
  const left = refundableOf(order, await deps.store.refundsOf(order.id));
  if (left <= 0n || (amount ?? 0n) > left) throw new BillingError("not_possible");
  return perform(deps, { order, event: refundRequested(amount), act });
}

/** An operator's refund; `null` is all that is left. Its reason is true before and after it is made. */
export function refundRequested(amount: bigint | null): OrderEvent {
  const what = amount === null ? "your payment" : "a part of your payment";
  return { type: "refund_requested", amount, reason: `Our team decided to refund ${what}.` };
}

function minorUnits(value: string, order: Order): bigint {
  const code = order.capturedCurrency ?? order.currency;
  const amount = parseMoney({ currency_code: code, value });
  if (amount !== undefined && amount > 0n) return amount;
  const message = `must be an amount of ${code} above zero`;
  throw new BillingError("invalid_input", { fields: [{ path: "amount", message }] });
}
