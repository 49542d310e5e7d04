// A page without a framework: it orders a cluster and follows it. PayPal sends the payer back to it with the order's
// id as `token`.
import { createBillingClient, isBillingError } from "@onekonsole/billing-client";
import { stateMeaning } from "@onekonsole/billing-contract";
import { demoUser } from "../demo-user.ts";

const billing = createBillingClient({ url: location.origin, token: demoUser.token });
const page = location.origin + location.pathname;
const form = document.querySelector("form");
const status = document.querySelector("[role=status]");

const say = (text: string) => status?.replaceChildren(text);

/** Shows the text of a failed call; it is meant for the user. */
async function attempt(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isBillingError(error)) throw error;
    say(error.message);
  }
}

async function order(clusterName: string): Promise<void> {
  const { approve_url } = await billing.order.create.mutate({
    order_details: {
      user_id: demoUser.userId,
      cluster_name: clusterName,
      images_storage: 10,
      has_monitoring: false,
      has_alerting: false,
    },
    currency: "EUR",
    return_url: page,
    cancel_url: page,
  });
  if (approve_url) location.assign(approve_url);
}

async function follow(orderId: string): Promise<void> {
  await billing.order.approve.mutate({ order_id: orderId });
  const onUpdate = ({ state }: { state: string }) => say(stateMeaning(state).text);
  await billing.waitUntilSettled(orderId, { onUpdate });
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const name = new FormData(form).get("cluster_name");
  if (typeof name === "string") void attempt(() => order(name));
});
const returned = new URLSearchParams(location.search).get("token");
if (returned) void attempt(() => follow(returned));
