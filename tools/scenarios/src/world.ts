import type { BillingClient } from "@onekonsole/billing-client";
import type { SandboxClient } from "@onekonsole/billing-sandbox/control";

/** A running sandbox and a billing service that uses it. */
export interface ScenarioWorld {
  readonly control: SandboxClient;
  /** The billing service as an operator sees it. */
  readonly operator: BillingClient;
  /** The billing service as this user sees it; the issuer accepts any id. */
  readonly customer: (userId: string) => BillingClient;
}
