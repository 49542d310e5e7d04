export { type BillingError, billingErrorOf } from "./billing-error.ts";
export {
  type BillingClient,
  type BillingClientOptions,
  createBillingClient,
} from "./create-billing-client.ts";
export type { OrderUpdate, SettledOrder, WaitOptions } from "./wait-until-settled.ts";
