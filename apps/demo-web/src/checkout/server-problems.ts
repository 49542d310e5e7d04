import type { FieldProblem } from "@onekonsole/billing-contract/browser";
import { detailFields, type FieldName, type FieldProblems } from "./checkout-form.ts";
import { problemText } from "./validate-form.ts";

const fieldByPath: Readonly<Record<string, FieldName>> = {
  ...Object.fromEntries(
    Object.entries(detailFields).map(([name, field]) => [`order_details.${name}`, field]),
  ),
  currency: "currency",
};

/** The server's problems of fields of the form; the first of each field. */
export function serverProblems(fields: readonly FieldProblem[]): FieldProblems {
  const problems: Partial<Record<FieldName, string>> = {};
  for (const { path, message } of fields) {
    const field = fieldByPath[path];
    if (field) problems[field] ??= problemText(field, message);
  }
  return problems;
}

/** The server's problems of other inputs, such as the return URL. */
export function problemsElsewhere(fields: readonly FieldProblem[]): readonly string[] {
  return fields
    .filter(({ path }) => !fieldByPath[path])
    .map(({ path, message }) => `${path || "The request"} ${message}.`);
}
