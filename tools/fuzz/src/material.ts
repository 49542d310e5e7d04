import { createBillingClient } from "@onekonsole/billing-client";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { Material } from "./requests.ts";
import type { SignedText } from "./rest-requests.ts";
import { stuckOrders } from "./stuck-orders.ts";

/** The id of the subscription that events are signed for. */
export const webhookId = "4JH86294D6297924G";

export interface Shop {
  readonly sandbox: Sandbox;
  readonly billingUrl: string;
  /** Of a service, which orders for everybody. */
  readonly token: string;
}

/** Orders of every user, some approved and paid, some in a person's hands, and what PayPal would send about them. */
export async function materialOf({ sandbox, billingUrl, token }: Shop): Promise<Material> {
  const { paypal, issuer } = sandbox;
  // Delivered by the attacker alone.
  paypal.webhooks.hold();
  paypal.webhooks.subscribe({ url: `${billingUrl}/webhooks/paypal`, webhookId });
  const billing = createBillingClient({ url: billingUrl, token });
  const customer = issuer.users[0].id;
  const wishFor = (clusterName: string) => wishOf(customer, clusterName);
  const orderIds = await stuckOrders({ paypal, billing, wishOf: wishFor });
  for (const [index, { id }] of issuer.users.entries()) {
    const { order_id } = await billing.order.create.mutate(wishOf(id));
    orderIds.push(order_id);
    if (index > 0) paypal.approve(order_id);
    if (index > 1) await billing.order.approve.mutate({ order_id });
  }
  const deliveries = await deliveriesOf(sandbox);
  return { orderIds, userIds: issuer.users.map(({ id }) => id), deliveries };
}

const wishOf = (user_id: string, cluster_name = "blue-lake") => ({
  order_details: {
    user_id,
    cluster_name,
    images_storage: 10,
    has_monitoring: false,
    has_alerting: false,
  },
  currency: "EUR",
});

const forgeries = [
  "wrong_signature",
  "foreign_certificate_url",
  "foreign_key",
  "foreign_chain",
  "expired_certificate",
  "stale_time",
  "changed_body",
] as const;

async function deliveriesOf({ paypal: { webhooks } }: Sandbox): Promise<SignedText[]> {
  const [first, ...others] = webhooks.events().map(({ id }) => id);
  if (first === undefined) throw new Error("The simulator told of nothing.");
  const genuine = [first, ...others].map((id) => webhooks.transmission(id));
  const forged = forgeries.map((forgery) => webhooks.forge(forgery, first));
  return Promise.all([...genuine, ...forged]);
}
