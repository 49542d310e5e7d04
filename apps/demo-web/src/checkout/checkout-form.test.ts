import { storedDetailsSchema } from "@onekonsole/billing-contract/schemas";
import { expect, test } from "vitest";
import { detailFields, emptyForm } from "./checkout-form.ts";

test("every order detail has a field of the form, and no two share one", () => {
  const details = storedDetailsSchema.keyof().options;
  expect(Object.keys(detailFields).toSorted()).toEqual(details.toSorted());
  const fields = new Set<string>(Object.values(detailFields));
  expect(fields.size).toBe(details.length);
  expect([...fields, "currency"].toSorted()).toEqual(Object.keys(emptyForm).toSorted());
});
