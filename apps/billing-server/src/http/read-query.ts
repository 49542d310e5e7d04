import { z } from "zod";
import { BillingError } from "../domain/billing-error.ts";

/** Reads the input of a GET from its query, without the question mark. */
export type QueryReader = (query: string) => Record<string, unknown>;

/**
 * The reader for an input. A query has only texts: fields that the schema declares as numbers are
 * converted, and a field that it declares as a list may occur several times. The reader throws
 * `invalid_input` for any other field that occurs twice or that the schema does not have, which would
 * otherwise be a condition without an effect.
 */
export function queryReader(schema: z.ZodType): QueryReader {
  const known = fieldTypes(schema);
  return (query) => {
    const input: Record<string, unknown> = {};
    for (const [name, value] of new URLSearchParams(query)) {
      const type = known.get(name);
      if (type === undefined) throw rejected(name, "is not a known parameter");
      if (type === "array") {
        input[name] = [...((input[name] as string[] | undefined) ?? []), value];
        continue;
      }
      if (name in input) throw rejected(name, "occurs twice");
      input[name] = type === "integer" && /^\d{1,9}$/.test(value) ? Number(value) : value;
    }
    return input;
  };
}

const rejected = (path: string, message: string): BillingError =>
  new BillingError("invalid_input", { fields: [{ path, message }] });

/** The fields of an input, and their types in JSON Schema. */
function fieldTypes(schema: z.ZodType): ReadonlyMap<string, string> {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return new Map(
    Object.entries(properties).map(
      ([name, field]) => [name, typeof field === "object" ? String(field.type) : ""] as const,
    ),
  );
}
