import { amountIssues } from "./amount-issues.ts";
import type { OrderRequest } from "./order-request-schema.ts";
import type { Problem } from "./responses.ts";

/** Checks the business rules across purchase units, then those of each amount. */
export function purchaseUnitIssues({ intent, purchase_units: units }: OrderRequest): Problem[] {
  const problems: Problem[] = [];
  if (units.length > 1) problems.push(...severalUnits(units));
  if (units.length > 1 && intent === "AUTHORIZE") {
    problems.push({
      issue: "UNSUPPORTED_INTENT",
      field: "/intent",
      value: intent,
      location: "body",
    });
  }
  return [...problems, ...units.flatMap(amountIssues)];
}

function severalUnits(units: OrderRequest["purchase_units"]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, { reference_id: value }] of units.entries()) {
    const field = `/purchase_units/${index}/reference_id`;
    if (value === undefined) {
      problems.push({ issue: "REFERENCE_ID_REQUIRED", field, location: "body" });
    } else if (seen.has(value)) {
      problems.push({ issue: "DUPLICATE_REFERENCE_ID", field, value, location: "body" });
    } else seen.add(value);
  }
  if (new Set(units.map(({ amount }) => amount.currency_code)).size > 1) {
    problems.push({ issue: "MULTI_CURRENCY_ORDER", field: "/purchase_units", location: "body" });
  }
  return problems;
}
