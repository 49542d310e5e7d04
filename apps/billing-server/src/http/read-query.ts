import { z } from "zod";
import { BillingError } from "../domain/billing-error.ts";

/** Reads the input of a GET from its query, without the question mark. */
export type QueryReader = (query: string) => Record<string, unknown>;

/**
 * The reader for an input. A query has only texts: fields that the schema declares as numbers are
 * converted. The reader throws `invalid_input` for a field that occurs twice or that the schema does not
 * have, which would otherwise be a condition without an effect.
 */
export function queryReader(schema: z.ZodType): QueryReader {
  const known = numericFields(schema);
  return (query) => {
    const input: Record<string, unknown> = {};
    for (const [name, value] of new URLSearchParams(query)) {
      const isNumeric = known.get(name);
      if (isNumeric === undefined) throw rejected(name, "is not a known parameter");
      if (name in input) throw rejected(name, "occurs twice");
      input[name] = isNumeric && /^\d{1,9}$/.test(value) ? Number(value) : value;
    }
    return input;
  };
}

const rejected = (path: string, message: string): BillingError =>
  new BillingError("invalid_input", { fields: [{ path, message }] });

/** The fields of an input, and whether they are numbers. */
function numericFields(schema: z.ZodType): ReadonlyMap<string, boolean> {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return new Map(
    Object.entries(properties).map(
      ([name, field]) => [name, typeof field === "object" && field.type === "integer"] as const,
    ),
  );
}
