import { createBillingClient } from "@onekonsole/billing-client";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { type CheckResult, expectValue } from "./check-result.ts";

/**
 * Checks the readiness probe of a server, and one order from its creation to its cluster and its receipt,
 * which a worker thread renders with fonts of the image.
 */
export async function checkOrder(url: string, sandbox: Sandbox): Promise<readonly CheckResult[]> {
  const ready = await fetch(`${url}/readyz`);
  const client = createBillingClient({ url });
  const { order_id } = await client.order.create.mutate(orderInput("image-cluster"));
  sandbox.paypal.approve(order_id);
  await client.order.approve.mutate({ order_id });
  const { state } = await client.waitUntilSettled(order_id);
  const receipt = await client.receiptPdf(order_id);
  return [
    expectValue("/readyz", String(ready.status), "200"),
    expectValue("state of a paid order", state, "provisioned"),
    expectValue("clusters of that order", String(sandbox.webOrder.rows.length), "1"),
    expectValue("its receipt", (await receipt.text()).slice(0, 8), "%PDF-1.7"),
  ];
}
