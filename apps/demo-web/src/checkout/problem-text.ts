import type { Texts } from "../texts/load-texts.ts";
import type { FieldName, FieldProblems } from "./checkout-form.ts";

/** The sentence about a field's problem; undefined for a field without one. */
export function problemText(
  field: FieldName,
  problems: FieldProblems,
  { rules, clusterNameTaken }: Texts["checkout"]["fields"],
): string | undefined {
  if (!problems[field]) return undefined;
  return problems[field] === "taken" ? clusterNameTaken : rules[field];
}
