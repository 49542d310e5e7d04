import type { DeclaredError, ProcedurePath } from "@onekonsole/billing-contract";
import { BillingError } from "../domain/billing-error.ts";
import type { PayPalFailure } from "../domain/paypal-result.ts";

/** A procedure's error code for each kind of failure; undeclared codes do not compile. */
type CodeByKind<Path extends ProcedurePath> = Readonly<
  Record<PayPalFailure["kind"], DeclaredError<Path>>
>;

/** Maps a PayPal failure to a billing error; PayPal's text stays in the log. */
const mapFailure =
  <Path extends ProcedurePath>(codes: CodeByKind<Path>) =>
  ({ kind, issue, debugId, retryAfterMs }: PayPalFailure): BillingError => {
    const cause = new Error(`PayPal: ${issue}`);
    return new BillingError(codes[kind], { cause, issue, debugId, retryAfterMs });
  };

/**
 * For creating an order. There is no payer and no payment yet, so errors about either are faults of the
 * request or of the merchant's account. "Not found" is transient: PayPal shows new resources late.
 */
export const createError = mapFailure<"order.create">({
  unavailable: "paypal_unavailable",
  timeout: "paypal_timeout",
  gone: "paypal_unavailable",
  unreadable: "paypal_unavailable",
  payer_can_retry: "paypal_refused",
  not_approved: "paypal_refused",
  already_done: "paypal_refused",
  declined: "paypal_refused",
  unauthorized: "paypal_refused",
  refused: "paypal_refused",
});

/** For reading an order that the payer reports as approved. */
export const approveError = mapFailure<"order.approve">({
  unavailable: "paypal_unavailable",
  timeout: "paypal_timeout",
  payer_can_retry: "order_not_approved",
  not_approved: "order_not_approved",
  unreadable: "paypal_unavailable",
  already_done: "paypal_unavailable",
  gone: "order_expired",
  declined: "payment_declined",
  unauthorized: "paypal_refused",
  refused: "paypal_refused",
});

/** For reading an order before an operator closes it: decides nothing unless PayPal shows the order. */
export const closeError = mapFailure<"operator.close">({
  unavailable: "paypal_unavailable",
  timeout: "paypal_timeout",
  payer_can_retry: "paypal_unavailable",
  not_approved: "paypal_unavailable",
  already_done: "paypal_unavailable",
  gone: "paypal_unavailable",
  unreadable: "paypal_unavailable",
  declined: "paypal_unavailable",
  unauthorized: "paypal_refused",
  refused: "paypal_refused",
});
