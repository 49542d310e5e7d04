import type { CreateOrderInput } from "@onekonsole/billing-contract";

export interface OrderRequestOptions {
  readonly userId: string;
  readonly clusterName: string;
  readonly random: () => number;
  readonly currencies: readonly string[];
}

/** Draws the body of `POST /order/create`: storage sizes, options and the currency. */
export function drawOrderRequest(options: OrderRequestOptions): CreateOrderInput {
  const { userId, clusterName, random, currencies } = options;
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    order_details: {
      user_id: userId,
      cluster_name: clusterName,
      images_storage: 5 + below(96),
      has_monitoring: random() < 0.5,
      monitoring_storage: 5 + below(96),
      has_alerting: random() < 0.5,
    },
    currency: currencies[below(currencies.length)] ?? "USD",
  };
}
