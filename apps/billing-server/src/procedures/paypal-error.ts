import { BillingError } from "../domain/billing-error.ts";
import type { PayPalFailure } from "../domain/paypal-gateway.ts";
import type { ErrorCode } from "@onekonsole/billing-contract";

const codeOfKind = {
  unavailable: "paypal_unavailable",
  timeout: "paypal_timeout",
  payer_again: "order_not_approved",
  not_approved: "order_not_approved",
  unreadable: "paypal_unavailable",
  already_done: "paypal_unavailable",
  gone: "order_expired",
  declined: "payment_declined",
  unauthorized: "paypal_refused",
  refused: "paypal_refused",
} as const satisfies Record<PayPalFailure["kind"], ErrorCode>;

/** What a caller is told of a PayPal failure; PayPal's own words stay in our log. */
export function errorOfPayPal({ kind, issue, debugId }: PayPalFailure): BillingError {
  return new BillingError(codeOfKind[kind], { cause: new Error(`PayPal: ${issue}`), debugId });
}
