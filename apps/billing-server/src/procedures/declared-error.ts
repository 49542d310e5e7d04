import { channel } from "node:diagnostics_channel";
import { declaresError } from "@onekonsole/billing-contract/schemas";
import { BillingError } from "../domain/billing-error.ts";
import { thrownBillingError, toBillingError } from "./to-billing-error.ts";

/** A procedure failed with an error that its contract does not declare: a bug. */
export class UndeclaredError extends Error {
  constructor(path: string, what: string, cause: unknown) {
    super(`${path} does not declare ${what}`, { cause });
    this.name = "UndeclaredError";
  }
}

/** Publishes every UndeclaredError; test runs subscribe and fail. */
export const undeclaredErrors = channel("billing:undeclared-error");

/**
 * The error that a procedure returns: the thrown one if the contract declares it, else `internal` with the
 * thrown one as its cause.
 */
export function declaredError(path: string, thrown: unknown): BillingError {
  const error = toBillingError(thrown);
  const { code, debugId, issue } = error;
  if (!declaresError(path, code)) {
    const cause = new UndeclaredError(path, code, error);
    undeclaredErrors.publish(cause);
    return new BillingError("internal", { cause, debugId, issue });
  }
  // Thrown by a bug: the log shows the original error.
  if (code === "internal" && !thrownBillingError(thrown))
    undeclaredErrors.publish(new UndeclaredError(path, "this error", error.cause));
  return error;
}
