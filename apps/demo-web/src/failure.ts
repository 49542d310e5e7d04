import { type BillingError, toBillingError } from "@onekonsole/billing-client";

const interrupted: BillingError = {
  code: "unreachable",
  action: "retry",
  message:
    "The connection was interrupted. Please try again; check your order before you pay again.",
  fields: [],
};

/**
 * Converts any error of a call for the page. Never throws: an error that the client does not
 * recognize, such as a stream that ended early, counts as an interrupted connection.
 */
export function toFailure(error: unknown): BillingError {
  try {
    return toBillingError(error);
  } catch {
    return interrupted;
  }
}

/** Whether the same call may succeed later without a change. */
export function isTransient(error: unknown): boolean {
  const { action, code } = toFailure(error);
  return action === "retry" && code !== "order_not_approved";
}
