import type {
  AppRouter,
  BillingErrorShape,
  ErrorAction,
  ErrorCode,
  FieldProblem,
  Money,
} from "@onekonsole/billing-contract";
import { TRPCClientError } from "@trpc/client";

/** A failed call. `code` is the contract's, or `unreachable` without a response of the service. */
export interface BillingError {
  readonly code: ErrorCode | "unreachable";
  readonly action: ErrorAction;
  /** Text for the user. */
  readonly message: string;
  /** The id to quote to support; undefined without a response of the service. */
  readonly requestId?: string;
  readonly fields: readonly FieldProblem[];
  /** The other order that prevents this one, such as the one that has the cluster name. */
  readonly orderId?: string;
  /** The current price, if it changed since the buyer saw it. */
  readonly amount?: Money;
  /** The pause before the next try that the service requests, if it does. */
  readonly retryAfterSeconds?: number;
}

const unreachable: BillingError = {
  code: "unreachable",
  action: "retry",
  message:
    "The billing service cannot be reached. Please try again; check your order before you pay again.",
  fields: [],
};

/**
 * Converts the error of a failed call. A response that is not the service's own, such as a proxy's
 * error page or a broken connection, has the code `unreachable`. Throws any other error again.
 */
export function toBillingError(error: unknown): BillingError {
  if (!(error instanceof TRPCClientError)) throw error;
  const data = (error as TRPCClientError<AppRouter>).data as BillingErrorShape["data"] | null;
  if (!data?.billing_code) return unreachable;
  const { retry_after_seconds: seconds, order_id: orderId, amount } = data;
  return {
    code: data.billing_code,
    action: data.action,
    message: error.message,
    requestId: data.request_id,
    fields: data.fields,
    ...(orderId === undefined ? {} : { orderId }),
    ...(amount === undefined ? {} : { amount }),
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  };
}

/**
 * @deprecated Renamed to {@link toBillingError}.
 * @alias
 */
export const billingErrorOf = toBillingError;
