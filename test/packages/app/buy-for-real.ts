import { createBillingClient } from "@onekonsole/billing-client";
import { startBilling } from "@onekonsole/billing-client/testing";

const service = await startBilling({ sandbox: true });
const { id: user_id } = service.sandbox.issuer.users[0];
const { url, tokenFor } = service;
const billing = createBillingClient({ url, token: () => tokenFor(user_id) });
const { order_id } = await billing.order.create.mutate({
  order_details: {
    user_id,
    cluster_name: "my-cluster",
    images_storage: 10,
    has_monitoring: false,
    has_alerting: false,
  },
  currency: "EUR",
});
service.approve(order_id);
await billing.order.approve.mutate({ order_id });
const { state } = await billing.waitUntilSettled(order_id);
console.log(state);
await service.stop();
const isReachable = await fetch(`${url}/readyz`).then(
  () => true,
  () => false,
);
console.log(isReachable ? "still running" : "stopped");
