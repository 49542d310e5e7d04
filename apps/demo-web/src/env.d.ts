interface ImportMetaEnv {
  /** The billing service's root, when it is not the page's own origin. */
  readonly VITE_BILLING_URL?: string;
}
