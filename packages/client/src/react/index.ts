export {
  BillingProvider,
  type BillingProviderProps,
  useBilling,
  useBillingClient,
} from "./billing-provider.ts";
export { createBillingOptions } from "./create-billing-options.ts";
export type { BillingOptions } from "./options-types.ts";
export type { BillingQueryKey } from "./query-keys.ts";
