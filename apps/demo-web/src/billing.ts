import { type BillingClient, createBillingClient } from "@onekonsole/billing-client";

/** The page's one connection to the billing service. The token is a demo user's, not a secret. */
export const billing: BillingClient = createBillingClient({
  url: import.meta.env.VITE_BILLING_URL ?? window.location.origin,
  token: "demo-user",
});
