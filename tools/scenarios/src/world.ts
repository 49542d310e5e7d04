import { type BillingClient, createBillingClient } from "@onekonsole/billing-client";
import type { SandboxClient } from "@onekonsole/billing-sandbox/control";

/** A running sandbox and a billing service that uses it. */
export interface ScenarioWorld {
  readonly control: SandboxClient;
  /** The billing service as an operator sees it. */
  readonly operator: BillingClient;
  /** The billing service as this user sees it; the issuer accepts any id. */
  readonly customer: (userId: string) => BillingClient;
}

/**
 * The world of a sandbox and of the billing service at this URL. Each request has a new token: the sandbox's
 * clock and keys may have changed after the last one.
 */
export function createWorld(billingUrl: string, control: SandboxClient): ScenarioWorld {
  const billingAs = (subject: string): BillingClient =>
    createBillingClient({
      url: billingUrl,
      token: async () => (await control.issuer.token({ subject })).access_token,
    });
  return { control, operator: billingAs("operator"), customer: billingAs };
}
