export type { BillingError } from "../billing-error.ts";
export type { OrderUpdate } from "../wait-until-settled.ts";
export {
  BillingProvider,
  type BillingProviderProps,
  useBilling,
  useBillingClient,
} from "./billing-provider.ts";
export { createBillingOptions } from "./create-billing-options.ts";
export { isTransient, toFailure } from "./failure.ts";
export type { BillingOptions } from "./options-types.ts";
export type { OrderStep } from "./order-steps.ts";
export type { BillingQueryKey } from "./query-keys.ts";
export { whileTransient } from "./retry.ts";
export { safeLink } from "./safe-link.ts";
export { type Approval, useApproval } from "./use-approval.ts";
export {
  type Checkout,
  type CheckoutOptions,
  type CheckoutOrder,
  type CreatedOrder,
  type PlacedOrder,
  useCheckout,
} from "./use-checkout.ts";
export { type OpenOrderOptions, useOpenOrder } from "./use-open-order.ts";
export { type LiveOrder, useOrder } from "./use-order.ts";
export { type PriceList, usePrices } from "./use-prices.ts";
export { type ReceiptPdfRequest, useReceiptPdf } from "./use-receipt-pdf.ts";
export {
  useWindowPayment,
  type WindowPayment,
  type WindowPaymentOptions,
  type WindowSession,
} from "./use-window-payment.ts";
