import type { BillingError } from "@onekonsole/billing-client/react";
import type { FieldProblem } from "@onekonsole/billing-contract";
import {
  detailFields,
  type FieldFault,
  type FieldName,
  type FieldProblems,
} from "./checkout-form.ts";

const fieldByPath: Readonly<Record<string, FieldName>> = {
  ...Object.fromEntries(
    Object.entries(detailFields).map(([name, field]) => [`order_details.${name}`, field]),
  ),
  currency: "currency",
};

/** The fields of the form that the server rejected. */
export function serverProblems(failure: Pick<BillingError, "code" | "fields">): FieldProblems {
  const fault: FieldFault = failure.code === "cluster_name_taken" ? "taken" : "invalid";
  const fields = failure.fields.map(({ path }) => fieldByPath[path]);
  return Object.fromEntries(fields.filter((it) => it !== undefined).map((field) => [field, fault]));
}

/** The server's problems of other inputs, such as the return URL, in English. */
export function problemsElsewhere(fields: readonly FieldProblem[]): readonly string[] {
  return fields
    .filter(({ path }) => !fieldByPath[path])
    .map(({ path, message }) => `${path || "The request"} ${message}.`);
}
