import { randomUUID } from "node:crypto";
import { z } from "zod";
import { NotPossible } from "../not-possible.ts";
import { type ControlErrorCode, controlErrorStatus } from "./error-codes.ts";
import { Unknown } from "./handler.ts";
import { InvalidInput } from "./invalid-input.ts";

interface ErrorDetails {
  readonly message: string;
  /** The field of the input that is not valid. */
  readonly field?: string;
}

/** An error response of the control API. */
export function controlError(code: ControlErrorCode, details: ErrorDetails): Response {
  return Response.json({ error: { code, ...details } }, { status: controlErrorStatus[code] });
}

/** The response for an error that an operation has thrown. */
export function toErrorResponse(error: unknown): Response {
  if (error instanceof z.ZodError) return invalidInput(error);
  if (error instanceof InvalidInput)
    return controlError("invalid_input", { message: error.message, field: error.field });
  if (error instanceof Unknown) return controlError("not_found", { message: error.message });
  if (error instanceof NotPossible) return controlError("not_possible", { message: error.message });
  const id = randomUUID();
  console.error(`Error ${id} of the sandbox:`, error);
  return controlError("internal", { message: `The sandbox failed. Its output has error ${id}.` });
}

function invalidInput({ issues: [issue] }: z.ZodError): Response {
  const unknownKey = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const field = unknownKey ?? issue?.path.join(".") ?? "";
  const problem = unknownKey === undefined ? (issue?.message ?? "not valid") : "unknown field";
  return controlError("invalid_input", { message: `${field || "The body"}: ${problem}`, field });
}
