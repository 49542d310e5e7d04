import { storedDetailsSchema } from "@onekonsole/billing-contract/schemas";
import { expect, test } from "vitest";
import { detailFields, emptyForm, soldCurrency } from "./checkout-form.ts";

test("every order detail has a field of the form, and no two share one", () => {
  const details = storedDetailsSchema.keyof().options;
  expect(Object.keys(detailFields).toSorted()).toEqual(details.toSorted());
  const fields = new Set<string>(Object.values(detailFields));
  expect(fields.size).toBe(details.length);
  expect([...fields, "currency"].toSorted()).toEqual(Object.keys(emptyForm).toSorted());
});

test.each([
  ["USD", ["USD", "EUR"], "USD"],
  ["EUR", ["JPY", "USD"], "JPY"],
  ["EUR", [], "EUR"],
])("with %s chosen and %j sold, the currency is %s", (chosen, currencies, currency) => {
  expect(soldCurrency(chosen, currencies)).toBe(currency);
});
