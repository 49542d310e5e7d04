export { type BillingError, billingErrorOf, toBillingError } from "./billing-error.ts";
export {
  type BillingClient,
  type BillingClientOptions,
  createBillingClient,
} from "./create-billing-client.ts";
export type { ReceiptPdfOptions } from "./receipt-pdf.ts";
export type { OrderUpdate, SettledOrder, WaitOptions } from "./wait-until-settled.ts";
