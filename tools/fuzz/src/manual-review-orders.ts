import type { BillingClient } from "@onekonsole/billing-client";
import type { CreateOrderInput } from "@onekonsole/billing-contract";
import type { PayPalSandbox } from "@onekonsole/billing-sandbox";
import { until } from "@onekonsole/billing-testkit/until";

export interface ManualReviewOrdersOptions {
  readonly paypal: Pick<PayPalSandbox, "faults" | "approve" | "captureInBrowser">;
  readonly billing: Pick<BillingClient, "order">;
  readonly orderInput: (clusterName: string) => CreateOrderInput;
}

/**
 * Creates one order in manual review for each operator action: one whose capture PayPal rejected, to
 * close, and one that was paid twice, to refund. No other capture may be due at the same time.
 */
export async function createManualReviewOrders(
  options: ManualReviewOrdersOptions,
): Promise<string[]> {
  return [await createRefusedCapture(options), await createSecondPayment(options)];
}

async function createRefusedCapture(options: ManualReviewOrdersOptions): Promise<string> {
  const { paypal, billing, orderInput } = options;
  const { order_id } = await billing.order.create.mutate(orderInput("refused"));
  paypal.faults.add({ operation: "orders.capture", kind: "issue", issue: "SOMETHING_NEW" });
  paypal.approve(order_id);
  await billing.order.approve.mutate({ order_id });
  await waitForManualReview(billing, order_id);
  return order_id;
}

async function createSecondPayment(options: ManualReviewOrdersOptions): Promise<string> {
  const { paypal, billing, orderInput } = options;
  const create = () => billing.order.create.mutate(orderInput("paid-twice"));
  const [first, second] = [await create(), await create()];
  for (const { order_id } of [first, second]) {
    paypal.captureInBrowser(order_id);
    await billing.order.approve.mutate({ order_id });
  }
  await waitForManualReview(billing, second.order_id);
  return second.order_id;
}

async function waitForManualReview(
  billing: ManualReviewOrdersOptions["billing"],
  orderId: string,
): Promise<void> {
  await until(`order ${orderId} is in manual review`, async () => {
    const { state } = await billing.order.get.query({ order_id: orderId });
    return state === "needs_attention";
  });
}
