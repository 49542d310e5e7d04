// A service that orders a cluster, says where to pay, and reacts to what becomes of the order.
//
//   npm run -s example -- order-cluster USER_ID CLUSTER_NAME
import { createBillingClient, isBillingError } from "@onekonsole/billing-client";
import { billingUrl, credentials } from "./environment.ts";
import { serviceToken } from "./service-token.ts";

const [userId = "", clusterName = ""] = process.argv.slice(2);
const billing = createBillingClient({
  url: billingUrl,
  token: serviceToken(credentials),
});

try {
  const order = await billing.order.create.mutate({
    order_details: {
      user_id: userId,
      cluster_name: clusterName,
      images_storage: 10,
      has_monitoring: false,
      has_alerting: false,
    },
    currency: "EUR",
    // The same purchase after a crash of this program: the service returns the first order.
    idempotency_key: `${userId}/${clusterName}`,
    return_url: "https://console.example.org/paid",
    cancel_url: "https://console.example.org/cancelled",
  });
  console.log(`Pay at ${order.approve_url ?? ""}`);

  // PayPal's webhook triggers the same within seconds, without a call of `order.approve` too.
  const settled = await billing.waitUntilSettled(order.order_id, {
    onUpdate: ({ state }) => console.log(state),
    signal: AbortSignal.timeout(3 * 60 * 60_000),
  });
  switch (settled.state) {
    case "provisioned":
      console.log(`${clusterName} is being set up.`);
      break;
    case "capture_failed":
    case "expired":
    case "refunded":
      console.log(`Not bought: ${settled.problem ?? settled.state}`);
      break;
    case "closed":
    case "needs_attention":
      console.log(`An operator has to look at ${settled.order_id}.`);
  }
} catch (error) {
  if (!isBillingError(error, "order.create")) throw error;
  // The text is for users, `requestId` for support.
  console.error(`${error.code}: ${error.message} (${error.requestId ?? "no response"})`);
  process.exitCode = error.action === "retry" ? 75 : 1;
}
