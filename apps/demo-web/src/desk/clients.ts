import { type BillingClient, createBillingClient } from "@onekonsole/billing-client";
import { createSandboxClient, type SandboxClient } from "@onekonsole/billing-sandbox/control";

/** The base URL of the sandbox's control API. */
export const sandboxUrl = import.meta.env.VITE_SANDBOX_URL ?? "http://127.0.0.1:8044";

/** What the desk acts through. */
export interface DeskClients {
  readonly control: SandboxClient;
  /** The billing service as an operator sees it. */
  readonly operator: BillingClient;
  /** The billing service as a user of the issuer sees it. */
  readonly customer: (userId: string) => BillingClient;
}

export const control = createSandboxClient(sandboxUrl);

/** Each request has a new token: the sandbox's clock and keys may have changed after the last one. */
const billingAs = (subject: string): BillingClient =>
  createBillingClient({
    url: import.meta.env.VITE_BILLING_URL ?? window.location.origin,
    token: async () => (await control.issuer.token({ subject })).access_token,
  });

export const clients: DeskClients = {
  control,
  operator: billingAs("operator"),
  customer: billingAs,
};
