import { type BillingClient, createBillingClient } from "@onekonsole/billing-client";
import { account } from "./account/account.ts";

/** The page's only client of the billing service. The demo user's token is not secret. */
export const billing: BillingClient = createBillingClient({
  url: import.meta.env.VITE_BILLING_URL ?? window.location.origin,
  token: account?.token ?? "demo-user",
  // Then the page says what is wrong; its own reads go on.
  retryForMs: 3_000,
});
