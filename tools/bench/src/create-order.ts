import { randomUUID } from "node:crypto";
import { postJson } from "./load/call-json.ts";

/** The body of a POST /order/create. */
export const newOrder = () => ({
  order_details: {
    // A user per order: the open orders of one user are limited.
    user_id: randomUUID(),
    cluster_name: "benchmark",
    images_storage: 11,
    has_monitoring: false,
    has_alerting: false,
  },
  currency: "USD",
});

/** Creates one order over REST; resolves with PayPal's order id. */
export async function createOrder(port: number): Promise<string> {
  const created = await postJson<{ order_id: string }>(port, "/order/create", newOrder());
  return created.order_id;
}
