import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { request } from "undici";

/** Creates one order over REST; resolves with PayPal's order id. */
export async function createOrder(port: number): Promise<string> {
  const { statusCode, body } = await request(`http://127.0.0.1:${port}/order/create`, {
    method: "POST",
    // A user per order: a second payment for the same cluster name would need manual review.
    body: JSON.stringify(orderInput("benchmark")),
  });
  const response = (await body.json()) as { order_id: string };
  if (statusCode !== 200) throw new Error(`create returned ${statusCode}.`);
  return response.order_id;
}
