import type { z } from "zod";
import type { Problem } from "./answers.ts";
import { type OrderRequest, orderRequestSchema } from "./order-request-schema.ts";
import { purchaseUnitIssues } from "./purchase-unit-issues.ts";

/** A request that can become an order, or the status and problems PayPal would refuse it with. */
export type CheckedOrderRequest =
  | { readonly request: OrderRequest }
  | { readonly status: 400 | 422; readonly problems: readonly Problem[] };

/** Checks the body of an order as PayPal does: its shape first (400), the business rules then (422). */
export function checkOrderRequest(body: unknown): CheckedOrderRequest {
  const parsed = orderRequestSchema.safeParse(body, { reportInput: true });
  if (!parsed.success) return { status: 400, problems: parsed.error.issues.map(shapeProblem) };
  const problems = purchaseUnitIssues(parsed.data);
  return problems.length ? { status: 422, problems } : { request: parsed.data };
}

function shapeProblem(issue: z.core.$ZodIssue): Problem {
  const field = `/${issue.path.map(String).join("/")}`;
  const missing = issue.input === undefined;
  const value = missing || typeof issue.input === "object" ? {} : { value: issue.input };
  return {
    issue: missing ? "MISSING_REQUIRED_PARAMETER" : named(issue),
    field,
    ...value,
    location: "body",
  };
}

function named(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_big" || issue.code === "too_small") {
    if (issue.origin === "string") return "INVALID_STRING_LENGTH";
    return issue.code === "too_big" ? "INVALID_ARRAY_MAX_ITEMS" : "INVALID_ARRAY_MIN_ITEMS";
  }
  if (issue.code === "invalid_value") return "INVALID_PARAMETER_VALUE";
  return issue.code === "unrecognized_keys" ? "NOT_SUPPORTED" : "INVALID_PARAMETER_SYNTAX";
}
