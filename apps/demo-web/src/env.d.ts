interface ImportMetaEnv {
  /** The billing service's root URL, if it is not the page's own origin. */
  readonly VITE_BILLING_URL?: string;
  /** The sandbox's issuer, at which users sign in; without one there is a single demo user. */
  readonly VITE_ISSUER_URL?: string;
  /** A cluster's page in the console, with {cluster_name} or {web_order_id}; without one there is no link. */
  readonly VITE_CONSOLE_URL?: string;
  /** The sandbox's control API in development; empty without a sandbox. */
  readonly VITE_SANDBOX_URL?: string;
  /** The client id of the PayPal app whose buttons the checkout shows; without one there are none. */
  readonly VITE_PAYPAL_CLIENT_ID?: string;
  /** Which PayPal the app belongs to; by default its sandbox. */
  readonly VITE_PAYPAL_ENVIRONMENT?: "production" | "sandbox";
  /** The SDK script of a simulated PayPal, instead of PayPal's own. */
  readonly VITE_PAYPAL_SDK_URL?: string;
}
