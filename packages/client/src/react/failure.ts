import type { ErrorCode } from "@onekonsole/billing-contract";
import { type BillingError, toBillingError } from "../billing-error.ts";
import { isPassing } from "../is-passing.ts";

const interrupted: BillingError = {
  code: "unreachable",
  action: "retry",
  message:
    "The connection was interrupted. Please try again; check your order before you pay again.",
  fields: [],
};

/**
 * Converts any error for the page. Never throws, unlike `toBillingError`: an error that the client does not
 * recognize, such as a stream that ended early, counts as an interrupted connection.
 */
export function toFailure<Code extends ErrorCode = ErrorCode>(error: unknown): BillingError<Code> {
  try {
    return toBillingError(error) as BillingError<Code>;
  } catch {
    return interrupted as BillingError<Code>;
  }
}

/** Whether the same call may succeed later without a change; for `retry` of TanStack Query. */
export const isTransient = (error: unknown): boolean => isPassing(toFailure(error));
