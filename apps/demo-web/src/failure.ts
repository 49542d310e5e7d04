import { type BillingError, toBillingError } from "@onekonsole/billing-client";

const interrupted: BillingError = {
  code: "unreachable",
  action: "retry",
  message: "The connection was interrupted. Nothing is lost; please try again.",
  fields: [],
};

/**
 * A failed call as the page shows it. Never throws: what the client doesn't know as an error of a
 * call, such as a stream that ended early, counts as an interrupted connection.
 */
export function toFailure(error: unknown): BillingError {
  try {
    return toBillingError(error);
  } catch {
    return interrupted;
  }
}

/** Whether the same call may succeed a little later without anyone doing anything. */
export function isTransient(error: unknown): boolean {
  const { action, code } = toFailure(error);
  return action === "retry" && code !== "order_not_approved";
}
