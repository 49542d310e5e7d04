interface ImportMetaEnv {
  /** The billing service's root URL, if it is not the page's own origin. */
  readonly VITE_BILLING_URL?: string;
  /** The sandbox's issuer, at which users sign in; without one there is a single demo user. */
  readonly VITE_ISSUER_URL?: string;
  /** The sandbox's control API in development; empty without a sandbox. */
  readonly VITE_SANDBOX_URL?: string;
}
