import type { z } from "zod";
import { newDebugId } from "./identifiers.ts";
import { answer, type Problem } from "./responses.ts";
import { shapeProblem } from "./shape-problem.ts";

/**
 * An error of the webhooks API, which has its own shape: plain field names, and one link instead of a list. Its
 * names without details are those that PayPal's samples and plug-ins handle, with status 400.
 */
export function webhookError(
  name: string,
  message: string,
  problems: readonly Problem[] = [],
): Response {
  const debug_id = newDebugId();
  const details = problems.map(({ issue, field = "", location }) => ({
    field: field.replace(/^\//, ""),
    location,
    issue,
  }));
  const information_link = "https://developer.paypal.com/api/rest/";
  const body = { name, message, debug_id, information_link };
  return answer(400, details.length > 0 ? { ...body, details } : body, debug_id);
}

/** The error of a request with missing or malformed fields. */
export function validationError(problems: z.ZodError | readonly Problem[]): Response {
  const found = "issues" in problems ? problems.issues.map(shapeProblem) : problems;
  return webhookError("VALIDATION_ERROR", "A field is missing or malformed.", found);
}
