import type { AppOutputs } from "@onekonsole/billing-contract";
import type { OperatorStore } from "../../ports/operator-store.ts";
import type { OrderStore } from "../../ports/order-store.ts";
import type { OperatorCall } from "../call.ts";
import { findOrder, type OrderReference } from "../find-own-order.ts";
import { presentOrder } from "./present-order.ts";

interface ShowDependencies {
  readonly store: OrderStore;
  readonly operators: OperatorStore;
}

/** One order with its refunds and history. Throws `order_not_found`. */
export async function showOrder(
  { store, operators }: ShowDependencies,
  { input }: OperatorCall<OrderReference>,
): Promise<AppOutputs["operator"]["order"]> {
  const order = await findOrder(store, input);
  const [stateSince, refunds, receipts, history] = await Promise.all([
    operators.stateSince(order.id),
    store.listRefunds(order.id),
    store.listReceipts(order.id),
    operators.audit(order.id),
  ]);
  const detail = {
    order,
    stateSince: stateSince ?? order.createdAt,
    refunds,
    receipts,
    history,
  };
  return presentOrder(detail, new Date());
}
