import type { BillingClient } from "@onekonsole/billing-client";
import type { CreateOrderInput } from "@onekonsole/billing-contract";
import type { PayPalSandbox } from "@onekonsole/billing-sandbox";
import { until } from "@onekonsole/billing-testkit/until";

export interface StuckOrdersOptions {
  readonly paypal: PayPalSandbox;
  readonly billing: BillingClient;
  readonly wishOf: (clusterName: string) => CreateOrderInput;
}

/**
 * Orders in a person's hands, for each of his ways out: one whose capture PayPal refused, and one that
 * was paid twice. No other capture may be due meanwhile.
 */
export async function stuckOrders(options: StuckOrdersOptions): Promise<string[]> {
  return [await refusedCapture(options), await secondPayment(options)];
}

async function refusedCapture({ paypal, billing, wishOf }: StuckOrdersOptions): Promise<string> {
  const reference = await billing.order.create.mutate(wishOf("refused"));
  paypal.faults.add({ operation: "orders.capture", kind: "issue", issue: "SOMETHING_NEW" });
  paypal.approve(reference.order_id);
  await billing.order.approve.mutate({ order_id: reference.order_id });
  return stuck(billing, reference.order_id);
}

async function secondPayment({ paypal, billing, wishOf }: StuckOrdersOptions): Promise<string> {
  const create = () => billing.order.create.mutate(wishOf("paid-twice"));
  const orders = [await create(), await create()];
  for (const { order_id } of orders) {
    paypal.captureInBrowser(order_id);
    await billing.order.approve.mutate({ order_id });
  }
  return stuck(billing, orders[1]?.order_id ?? "");
}

async function stuck(billing: BillingClient, orderId: string): Promise<string> {
  await until(`order ${orderId} needs a person`, async () => {
    const { state } = await billing.order.get.query({ order_id: orderId });
    return state === "needs_attention";
  });
  return orderId;
}
