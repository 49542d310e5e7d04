export {
  type BillingError,
  billingErrorOf,
  type FailedCall,
  isBillingError,
  toBillingError,
} from "./billing-error.ts";
export {
  type BillingClient,
  type BillingClientOptions,
  createBillingClient,
} from "./create-billing-client.ts";
export {
  type BillingEvent,
  type EventPage,
  followEvents,
  type FollowOptions,
} from "./follow-events.ts";
export type { ReceiptPdfOptions } from "./receipt-pdf.ts";
export type { OrderUpdate, SettledOrder, WaitOptions } from "./wait-until-settled.ts";
