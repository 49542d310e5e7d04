import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { DeliveryLookup } from "../ports/web-order.ts";

/** Looks up several orders in one scan; must not reject. */
export type Scan = (
  orders: readonly Order[],
) => Promise<ReadonlyMap<PayPalOrderId, DeliveryLookup>>;

/**
 * Runs one scan at a time for all orders that were requested before it started. After an outage many orders
 * are looked up, and a scan for each would overload web-order.
 */
export function coalesceListScans(scan: Scan): (order: Order) => Promise<DeliveryLookup> {
  let last: Promise<unknown> = Promise.resolve();
  let batch: { orders: Map<PayPalOrderId, Order>; results: ReturnType<Scan> } | undefined;

  const openBatch = () => {
    const orders = new Map<PayPalOrderId, Order>();
    const results = last.then(() => {
      batch = undefined;
      return scan([...orders.values()]);
    });
    last = results;
    return { orders, results };
  };
  return async (order) => {
    batch ??= openBatch();
    batch.orders.set(order.paypalOrderId, order);
    const results = await batch.results;
    return (
      results.get(order.paypalOrderId) ?? {
        kind: "unknown",
        reason: "The scan has no result for the order.",
      }
    );
  };
}
