import type { AppOutputs } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import type { PayPalOrderId } from "../../domain/order.ts";
import type { OperatorStore } from "../../ports/operator-store.ts";
import type { OrderStore } from "../../ports/order-store.ts";
import { presentOrder } from "./present-order.ts";

export interface ShownBy {
  readonly store: OrderStore;
  readonly operators: OperatorStore;
}

/** Everything known of one order; `order_not_found` when there is none. */
export async function showOrder(
  { store, operators }: ShownBy,
  paypalOrderId: PayPalOrderId,
): Promise<AppOutputs["operator"]["order"]> {
  const order = await store.findByPayPalId(paypalOrderId);
  if (!order) throw new BillingError("order_not_found");
  const [stateSince, refunds, history] = await Promise.all([
    operators.stateSince(order.id),
    store.refundsOf(order.id),
    operators.audit(order.id),
  ]);
  const whole = { order, stateSince: stateSince ?? order.createdAt, refunds, history };
  return presentOrder(whole, new Date());
}
