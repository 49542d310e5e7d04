import { randomUUID } from "node:crypto";
import { request } from "undici";

/** Creates one order over REST; resolves with PayPal's order id. */
export async function createOrder(port: number): Promise<string> {
  const { statusCode, body } = await request(`http://127.0.0.1:${port}/order/create`, {
    method: "POST",
    body: JSON.stringify({
      order_details: {
        // A user per order: a second payment for the same cluster name would need manual review.
        user_id: randomUUID(),
        cluster_name: "benchmark",
        images_storage: 11,
        has_monitoring: false,
        has_alerting: false,
      },
      currency: "USD",
    }),
  });
  const response = (await body.json()) as { order_id: string };
  if (statusCode !== 200) throw new Error(`create returned ${statusCode}.`);
  return response.order_id;
}
