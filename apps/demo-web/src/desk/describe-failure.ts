import { SandboxError } from "@onekonsole/billing-sandbox/control";
import { toFailure } from "../failure.ts";

/** The text of a failed call of the service or of the control API. */
export function describeFailure(error: unknown): string {
  if (error instanceof SandboxError) return error.message;
  // fetch rejects with a TypeError if there is no response.
  if (error instanceof TypeError) return "The sandbox cannot be reached.";
  return toFailure(error).message;
}
