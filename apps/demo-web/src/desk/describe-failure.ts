import { toFailure } from "@onekonsole/billing-client/react";
import { SandboxError } from "@onekonsole/billing-sandbox/control";

/** The text of a failed call of the service or of the control API. */
export function describeFailure(error: unknown): string {
  if (error instanceof SandboxError) return error.message;
  // Without a response fetch rejects with a TypeError; a SyntaxError is another program's response.
  if (error instanceof TypeError || error instanceof SyntaxError)
    return "The sandbox cannot be reached.";
  return toFailure(error).message;
}
