import { randomUUID } from "node:crypto";
import { createBillingClient } from "@onekonsole/billing-client";
import type { CreateOrderInput } from "@onekonsole/billing-contract";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import { expected, type Finding } from "./finding.ts";

/** Whether the server at a URL does its work: probes, and one order from its price to its cluster. */
export async function workingFindings(url: string, sandbox: Sandbox): Promise<readonly Finding[]> {
  const ready = await fetch(`${url}/readyz`);
  const client = createBillingClient({ url });
  const { order_id } = await client.order.create.mutate(orderOf("image-cluster"));
  sandbox.paypal.approve(order_id);
  await client.order.approve.mutate({ order_id });
  const { state } = await client.waitUntilSettled(order_id);
  return [
    expected("/readyz", String(ready.status), "200"),
    expected("an order that was paid", state, "provisioned"),
    expected("clusters ordered for it", String(sandbox.webOrder.rows.length), "1"),
  ];
}

/** The smallest order, of a user of its own. */
export function orderOf(cluster_name: string): CreateOrderInput {
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
