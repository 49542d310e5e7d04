import { declarations } from "@onekonsole/billing-contract";
import { z } from "zod";
import { BillingError } from "../domain/billing-error.ts";

/**
 * The input of a GET. A query has only texts: fields that the contract declares as numbers are converted.
 * Throws `invalid_input` for a field that occurs twice or that the procedure does not have, which would
 * otherwise be a filter without an effect.
 */
export function readQuery(procedure: string, query: string): Record<string, unknown> {
  const known = numericFields.get(procedure);
  const input: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const isNumeric = known?.get(name);
    if (isNumeric === undefined) throw rejected(name, "is not a known parameter");
    if (name in input) throw rejected(name, "occurs twice");
    input[name] = isNumeric && /^\d{1,9}$/.test(value) ? Number(value) : value;
  }
  return input;
}

const rejected = (path: string, message: string): BillingError =>
  new BillingError("invalid_input", { fields: [{ path, message }] });

/** The fields of each GET, and whether they are numbers. */
const numericFields: ReadonlyMap<string, ReadonlyMap<string, boolean>> = new Map(
  [...declarations].flatMap(([procedure, { input, rest }]) => {
    if (rest?.method !== "GET") return [];
    const { properties = {} } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
    const fields = Object.entries(properties).map(
      ([name, schema]) => [name, typeof schema === "object" && schema.type === "integer"] as const,
    );
    return [[procedure, new Map(fields)] as const];
  }),
);
