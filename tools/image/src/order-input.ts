import { randomUUID } from "node:crypto";
import type { CreateOrderInput } from "@onekonsole/billing-contract";

/** A minimal order of a new user. */
export function orderInput(cluster_name: string): CreateOrderInput {
  return {
    order_details: {
      user_id: randomUUID(),
      cluster_name,
      images_storage: 5,
      has_monitoring: false,
      has_alerting: false,
    },
    currency: "EUR",
  };
}
