import { createBillingClient } from "@onekonsole/billing-client";
import type { CreateOrderInput } from "@onekonsole/billing-contract";
import { forgeries, type Sandbox } from "@onekonsole/billing-sandbox";
import { createManualReviewOrders } from "./manual-review-orders.ts";
import type { SeedData } from "./requests.ts";
import type { SignedText } from "./rest-requests.ts";

/** The id of the webhook subscription, which is part of each signature. */
export const webhookId = "4JH86294D6297924G";

export interface SeedDataOptions {
  readonly sandbox: Sandbox;
  readonly billingUrl: string;
  /** The token of a service, which may order for every user. */
  readonly token: string;
}

/**
 * Creates orders of every user, some approved and paid, some in manual review, and collects PayPal's
 * webhooks about them.
 */
export async function createSeedData(options: SeedDataOptions): Promise<SeedData> {
  const { sandbox, billingUrl, token } = options;
  const { paypal, issuer } = sandbox;
  // Only the generated requests deliver webhooks.
  paypal.webhooks.pause();
  paypal.webhooks.subscribe({ url: `${billingUrl}/webhooks/paypal`, webhookId });
  const billing = createBillingClient({ url: billingUrl, token });
  const customer = issuer.users[0].id;
  const orderIds = await createManualReviewOrders({
    paypal,
    billing,
    orderInput: (clusterName) => orderInput(customer, clusterName),
  });
  const foreignOrderIds = new Set<string>();
  for (const [index, { id }] of issuer.users.entries()) {
    const { order_id } = await billing.order.create.mutate(orderInput(id));
    orderIds.push(order_id);
    if (id !== customer) foreignOrderIds.add(order_id);
    if (index > 0) paypal.approve(order_id);
    if (index > 1) await billing.order.approve.mutate({ order_id });
  }
  const deliveries = await createDeliveries(sandbox);
  return { orderIds, foreignOrderIds, userIds: issuer.users.map(({ id }) => id), deliveries };
}

const orderInput = (user_id: string, cluster_name = "blue-lake"): CreateOrderInput => ({
  order_details: {
    user_id,
    cluster_name,
    images_storage: 10,
    has_monitoring: false,
    has_alerting: false,
  },
  currency: "EUR",
});

/** Every webhook with its genuine signature, and one with each forgery. */
async function createDeliveries({ paypal: { webhooks } }: Sandbox): Promise<SignedText[]> {
  const [first, ...others] = webhooks.events().map(({ id }) => id);
  if (first === undefined) throw new Error("The PayPal simulator has no webhook event.");
  const genuine = [first, ...others].map((id) => webhooks.transmission(id));
  const forged = forgeries.map((forgery) => webhooks.forge(forgery, first));
  return Promise.all([...genuine, ...forged]);
}
