import type { FieldProblem } from "@onekonsole/billing-contract";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { BillingError } from "../domain/billing-error.ts";

/** The billing error that was thrown, directly or as the cause of a TRPCError; else `null`. */
export function thrownBillingError(thrown: unknown): BillingError | null {
  const error = thrown instanceof TRPCError ? thrown.cause : thrown;
  return error instanceof BillingError ? error : null;
}

/** Maps anything thrown to a billing error; unknown errors are `internal`. */
export function toBillingError(thrown: unknown): BillingError {
  const error = thrownBillingError(thrown);
  if (error) return error;
  return thrown instanceof TRPCError
    ? fromTrpc(thrown)
    : new BillingError("internal", { cause: thrown });
}

function fromTrpc(error: TRPCError): BillingError {
  switch (error.code) {
    case "BAD_REQUEST":
    case "PARSE_ERROR":
    case "UNSUPPORTED_MEDIA_TYPE": {
      const fields = error.cause instanceof ZodError ? fieldProblems(error.cause) : unreadable;
      return new BillingError("invalid_input", { fields, cause: error });
    }
    case "NOT_FOUND":
      return new BillingError("not_found", { cause: error });
    case "METHOD_NOT_SUPPORTED":
      return new BillingError("method_not_allowed", { cause: error });
    default:
      return new BillingError("internal", { cause: error });
  }
}

const unreadable: readonly FieldProblem[] = [{ path: "", message: "cannot be parsed" }];

/** Deduplicated: Zod reports a far too large number twice. */
function fieldProblems(error: ZodError): FieldProblem[] {
  const problems = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const byText = new Map(problems.map((it) => [`${it.path} ${it.message}`, it]));
  return [...byText.values()];
}
