import type { z } from "zod";
import type { Problem } from "./responses.ts";

/** Converts a zod issue to PayPal's problem format. */
export function shapeProblem(issue: z.core.$ZodIssue): Problem {
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
