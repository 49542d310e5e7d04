import type {
  AppRouter,
  BillingErrorShape,
  DeclaredError,
  ErrorAction,
  ErrorCode,
  FieldProblem,
  Money,
  ProcedurePath,
} from "@onekonsole/billing-contract";
import { TRPCClientError } from "@trpc/client";

/** A failed call. `code` is the contract's, or `unreachable` without a response of the service. */
export interface BillingError<Code extends ErrorCode = ErrorCode> {
  readonly code: Code | "unreachable";
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
  /** The cursor from which the kept events follow, for `cursor_expired`. */
  readonly cursor?: string;
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
  const { retry_after_seconds: seconds, order_id: orderId, amount, cursor } = data;
  return {
    code: data.billing_code,
    action: data.action,
    message: error.message,
    requestId: data.request_id,
    fields: data.fields,
    ...(orderId === undefined ? {} : { orderId }),
    ...(amount === undefined ? {} : { amount }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  };
}

/** What a failed call of a procedure rejects with. Its `cause` is technical, its `message` for the user. */
export type FailedCall<Path extends ProcedurePath = ProcedurePath> = TRPCClientError<AppRouter> &
  BillingError<DeclaredError<Path>>;

/**
 * Whether an error is a failed call; not if the call was aborted, or for an error of other code. With the path
 * of the procedure that was called, `code` narrows to the codes that the procedure declares and `unreachable`,
 * so that a `switch` without `default` does not compile any more when the contract adds one. A newer service may
 * return other codes; `action` and `message` apply to them too.
 */
export function isBillingError<Path extends ProcedurePath = ProcedurePath>(
  error: unknown,
  // For its type only.
  _procedure?: Path,
): error is FailedCall<Path> {
  return error instanceof TRPCClientError && "action" in error;
}

/** Adds the code, action and text for the user to the error of a failed call, unless it was aborted. */
export function describeFailure(error: TRPCClientError<AppRouter>): TRPCClientError<AppRouter> {
  if (error.cause?.name === "AbortError") return error;
  // The text for the user replaces a technical one.
  const cause = error.cause ?? (error.data ? undefined : new Error(error.message));
  return Object.assign(error, { cause }, toBillingError(error));
}

/**
 * @deprecated Renamed to {@link toBillingError}.
 * @alias
 */
export const billingErrorOf = toBillingError;
