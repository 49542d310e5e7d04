import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { DeliveryLookup } from "../ports/web-order.ts";

/** Looks up several orders in one walk; must not reject. */
export type Walk = (
  orders: readonly Order[],
) => Promise<ReadonlyMap<PayPalOrderId, DeliveryLookup>>;

/**
 * One walk at a time, for all orders that were asked about before it began: after an outage many have
 * to be looked up, and a walk for each would keep web-order from taking new ones.
 */
export function coalesceListWalks(walk: Walk): (order: Order) => Promise<DeliveryLookup> {
  let last: Promise<unknown> = Promise.resolve();
  let gathering: { orders: Map<PayPalOrderId, Order>; answers: ReturnType<Walk> } | undefined;

  const gather = () => {
    const orders = new Map<PayPalOrderId, Order>();
    const answers = last.then(() => {
      gathering = undefined;
      return walk([...orders.values()]);
    });
    last = answers;
    return { orders, answers };
  };
  return async (order) => {
    gathering ??= gather();
    gathering.orders.set(order.paypalOrderId, order);
    const answers = await gathering.answers;
    return (
      answers.get(order.paypalOrderId) ?? { kind: "unknown", reason: "The walk has no answer." }
    );
  };
}
