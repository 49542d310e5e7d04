import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { DeliveryLookup } from "../ports/web-order.ts";

/** Looks up several orders in one scan; must not reject. */
export type Scan = (
  orders: readonly Order[],
) => Promise<ReadonlyMap<PayPalOrderId, DeliveryLookup>>;

/**
 * One scan at a time, for all orders that were asked about before it began: after an outage many have
 * to be looked up, and a scan for each would keep web-order from taking new ones.
 */
export function coalesceListScans(scan: Scan): (order: Order) => Promise<DeliveryLookup> {
  let last: Promise<unknown> = Promise.resolve();
  let gathering: { orders: Map<PayPalOrderId, Order>; answers: ReturnType<Scan> } | undefined;

  const gather = () => {
    const orders = new Map<PayPalOrderId, Order>();
    const answers = last.then(() => {
      gathering = undefined;
      return scan([...orders.values()]);
    });
    last = answers;
    return { orders, answers };
  };
  return async (order) => {
    gathering ??= gather();
    gathering.orders.set(order.paypalOrderId, order);
    const answers = await gathering.answers;
    return (
      answers.get(order.paypalOrderId) ?? { kind: "unknown", reason: "The scan has no answer." }
    );
  };
}
