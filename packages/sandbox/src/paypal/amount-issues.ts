import { minorUnits, type Money, moneyIssue } from "./money.ts";
import type { PurchaseUnitRequest } from "./order-request-schema.ts";
import type { Problem } from "./responses.ts";

type Parts = NonNullable<PurchaseUnitRequest["amount"]["breakdown"]>;

/** Checks the amount of one purchase unit, its breakdown and its items. */
export function amountIssues(unit: PurchaseUnitRequest): Problem[] {
  const place = `/purchase_units/@reference_id=='${unit.reference_id ?? "default"}'/amount`;
  const { amount } = unit;
  const parts = Object.entries(amount.breakdown ?? {});
  const single = [
    ...moneyIssues(amount, place, "above_zero"),
    ...parts.flatMap(([name, part]) => moneyIssues(part, `${place}/breakdown/${name}`, "zero")),
    ...(unit.items ?? []).flatMap(({ unit_amount }, index) =>
      moneyIssues(unit_amount, place.replace(/amount$/, `items/${index}/unit_amount`), "zero"),
    ),
  ];
  // Sums of invalid amounts would only repeat the problem.
  return single.length
    ? single
    : [...sumIssues(unit, place), ...itemIssues(unit, `${place}/breakdown`)];
}

function moneyIssues(
  money: Money | undefined,
  place: string,
  least: "above_zero" | "zero",
): Problem[] {
  const found = money && moneyIssue(money, least);
  if (!found) return [];
  const { issue, field } = found;
  return [{ issue, field: `${place}/${field}`, value: money[field], location: "body" }];
}

function sumIssues({ amount }: PurchaseUnitRequest, place: string): Problem[] {
  const parts = amount.breakdown;
  if (!parts) return [];
  const units = (name: keyof Parts): bigint => (parts[name] ? minorUnits(parts[name]) : 0n);
  const added = (["item_total", "tax_total", "shipping", "handling", "insurance"] as const)
    .map(units)
    .reduce((sum, part) => sum + part, 0n);
  const total = added - units("shipping_discount") - units("discount");
  if (total === minorUnits(amount)) return [];
  return [
    { issue: "AMOUNT_MISMATCH", field: `${place}/value`, value: amount.value, location: "body" },
  ];
}

function itemIssues({ amount, items = [] }: PurchaseUnitRequest, place: string): Problem[] {
  const of = (pick: (item: (typeof items)[number]) => Money | undefined): bigint =>
    items.reduce((sum, item) => {
      const each = pick(item);
      return each ? sum + minorUnits(each) * BigInt(item.quantity) : sum;
    }, 0n);
  const parts = amount.breakdown;
  const problems: Problem[] = [];
  const compare = (name: "item_total" | "tax_total", sum: bigint): void => {
    const [field, stated] = [`${place}/${name}`, parts?.[name]];
    const issue = name.toUpperCase();
    if (!stated) problems.push({ issue: `${issue}_REQUIRED`, field, location: "body" });
    else if (minorUnits(stated) !== sum) {
      const value = stated.value;
      problems.push({
        issue: `${issue}_MISMATCH`,
        field: `${field}/value`,
        value,
        location: "body",
      });
    }
  };
  if (items.length)
    compare(
      "item_total",
      of((item) => item.unit_amount),
    );
  if (items.some((item) => item.tax))
    compare(
      "tax_total",
      of((item) => item.tax),
    );
  return problems;
}
