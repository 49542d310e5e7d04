import { channel } from "node:diagnostics_channel";
import { declaresError } from "@onekonsole/billing-contract";
import { BillingError } from "../domain/billing-error.ts";
import { thrownBillingError, toBillingError } from "./to-billing-error.ts";

/** A procedure failed in a way that its declaration does not foresee: a fault of ours. */
export class UndeclaredError extends Error {
  constructor(path: string, what: string, cause: unknown) {
    super(`${path} does not declare ${what}`, { cause });
    this.name = "UndeclaredError";
  }
}

/** Publishes an UndeclaredError whenever that happens; a test run subscribes, and fails. */
export const undeclaredErrors = channel("billing:undeclared-error");

/**
 * The error that a procedure leaves with: the one it threw when the contract declares it there, else
 * `internal` with all that the log needs as its cause.
 */
export function declaredError(path: string, thrown: unknown): BillingError {
  const error = toBillingError(thrown);
  const { code, debugId, issue } = error;
  if (!declaresError(path, code)) {
    const cause = new UndeclaredError(path, code, error);
    undeclaredErrors.publish(cause);
    return new BillingError("internal", { cause, debugId, issue });
  }
  // Nothing here threw `internal` on purpose: the log shows what was thrown, untouched.
  if (code === "internal" && !thrownBillingError(thrown))
    undeclaredErrors.publish(new UndeclaredError(path, "this error", error.cause));
  return error;
}
