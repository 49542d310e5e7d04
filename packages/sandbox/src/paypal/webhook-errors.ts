import type { z } from "zod";
import { newDebugId } from "./identifiers.ts";
import { answer, type Problem } from "./responses.ts";
import { shapeProblem } from "./shape-problem.ts";

/** The most webhooks of one app. */
export const mostWebhooks = 10;

// The names that PayPal's PHP samples and plug-ins handle; all of them have the status 400.
const messages = {
  VALIDATION_ERROR: "A field is missing or malformed.",
  WEBHOOK_NUMBER_LIMIT_EXCEEDED: `The app has ${mostWebhooks} webhooks, which is the limit.`,
  WEBHOOK_URL_ALREADY_EXISTS: "Another webhook has this URL.",
} as const;

type WebhookErrorName = keyof typeof messages;

/** Narrows the name of an error. */
export const isWebhookError = (name: string): name is WebhookErrorName => name in messages;

/** An error of the webhooks API, which has its own shape: plain field names, and one link instead of a list. */
export function webhookError(name: WebhookErrorName, problems: readonly Problem[] = []): Response {
  const debug_id = newDebugId();
  const details = problems.map(({ issue, field = "", location }) => ({
    field: field.replace(/^\//, ""),
    location,
    issue,
  }));
  const information_link = "https://developer.paypal.com/api/rest/";
  const body = { name, message: messages[name], debug_id, information_link };
  return answer(400, details.length > 0 ? { ...body, details } : body, debug_id);
}

/** The error of a request with missing or malformed fields. */
export function validationError(problems: z.ZodError | readonly Problem[]): Response {
  const found = "issues" in problems ? problems.issues.map(shapeProblem) : problems;
  return webhookError("VALIDATION_ERROR", found);
}
