import type { DeclaredError, ProcedurePath } from "@onekonsole/billing-contract";
import { BillingError } from "../domain/billing-error.ts";
import type { PayPalFailure } from "../domain/paypal-result.ts";

/** A procedure's own code for each kind of failure; a code that it does not declare does not compile. */
type CodeOfKind<Path extends ProcedurePath> = Readonly<
  Record<PayPalFailure["kind"], DeclaredError<Path>>
>;

/** What the caller is told of a PayPal failure; PayPal's own words stay in our log. */
const toldAs =
  <Path extends ProcedurePath>(codes: CodeOfKind<Path>) =>
  ({ kind, issue, debugId, retryAfterMs }: PayPalFailure): BillingError => {
    const cause = new Error(`PayPal: ${issue}`);
    return new BillingError(codes[kind], { cause, issue, debugId, retryAfterMs });
  };

/**
 * For opening an order. There is no payer and no payment yet, so whatever PayPal says of one is a fault
 * of the request or of the merchant's account. "Not found" passes: PayPal shows new resources late.
 */
export const openingError = toldAs<"order.create">({
  unavailable: "paypal_unavailable",
  timeout: "paypal_timeout",
  gone: "paypal_unavailable",
  unreadable: "paypal_unavailable",
  payer_again: "paypal_refused",
  not_approved: "paypal_refused",
  already_done: "paypal_refused",
  declined: "paypal_refused",
  unauthorized: "paypal_refused",
  refused: "paypal_refused",
});

/** For looking at an order that the payer says is approved. */
export const errorOfPayPal = toldAs<"order.approve">({
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
});

/** For the look that an operator's close takes first: nothing is decided unless PayPal shows the order. */
export const closingError = toldAs<"operator.close">({
  unavailable: "paypal_unavailable",
  timeout: "paypal_timeout",
  payer_again: "paypal_unavailable",
  not_approved: "paypal_unavailable",
  already_done: "paypal_unavailable",
  gone: "paypal_unavailable",
  unreadable: "paypal_unavailable",
  declined: "paypal_unavailable",
  unauthorized: "paypal_refused",
  refused: "paypal_refused",
});
