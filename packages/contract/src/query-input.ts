import { z } from "zod";

/**
 * The reader of a GET's input from the parameters of its query. A query has only texts: fields that the schema declares as numbers are converted, and a
 * field that it declares as a list may occur several times. The reader throws what `reject` returns for any other
 * field that occurs twice or that the schema does not have, which would otherwise be a condition without an effect.
 */
export function queryInputReader(
  schema: z.ZodType,
  reject: (path: string, message: string) => Error,
): (parameters: Iterable<readonly [string, string]>) => Record<string, unknown> {
  const known = fieldTypes(schema);
  return (parameters) => {
    const input: Record<string, unknown> = {};
    for (const [name, value] of parameters) {
      const type = known.get(name);
      if (type === undefined) throw reject(name, "is not a known parameter");
      if (type === "array") {
        input[name] = [...((input[name] as string[] | undefined) ?? []), value];
        continue;
      }
      if (name in input) throw reject(name, "occurs twice");
      input[name] = type === "integer" && /^\d{1,9}$/.test(value) ? Number(value) : value;
    }
    return input;
  };
}

/** The fields of an input, and their types in JSON Schema. */
function fieldTypes(schema: z.ZodType): ReadonlyMap<string, string> {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return new Map(
    Object.entries(properties).map(
      ([name, field]) => [name, typeof field === "object" ? String(field.type) : ""] as const,
    ),
  );
}
