import type { Json, JsonSchema, JsonType } from "./json-schema.ts";

/** One kind of value that a schema accepts. A schema without `type` accepts `any`. */
export interface Alternative {
  readonly type: JsonType | "any";
  /** All values, if they are enumerated. */
  readonly values?: readonly Json[];
  /** The patterns and the format of a text, of which it must match each. */
  readonly rules: readonly string[];
  readonly schema: JsonSchema;
}

/** The kinds of values that a schema accepts, each with the keywords that constrain it. */
export function toAlternatives(schema: JsonSchema): readonly Alternative[] {
  const { anyOf, oneOf, ...rest } = schema;
  const branches = anyOf ?? oneOf;
  if (branches) {
    return branches.flatMap((branch) => toAlternatives({ ...rest, ...branch }));
  }
  const values = schema.const === undefined ? schema.enum : [schema.const];
  return typesOf(schema, values).map((type) => ({
    type,
    rules: rulesOf(schema),
    schema,
    ...(values && { values: values.filter((value) => isOfType(value, type)) }),
  }));
}

function typesOf({ type }: JsonSchema, values?: readonly Json[]): readonly Alternative["type"][] {
  if (type !== undefined) return typeof type === "string" ? [type] : type;
  return values ? [...new Set(values.map(typeOf))] : ["any"];
}

/** The values by which the alternatives of a union are told apart, such as `action=refund`. */
export const discriminator = ({ schema }: Alternative): string =>
  Object.entries(schema.properties ?? {})
    .filter(([, property]) => property.const !== undefined)
    .map(([name, property]) => `${name}=${String(property.const)}`)
    .join(",");

function rulesOf({ pattern, format, allOf = [] }: JsonSchema): readonly string[] {
  const own = [
    ...(pattern === undefined ? [] : [`the pattern ${pattern}`]),
    ...(format === undefined ? [] : [`the format ${format}`]),
  ];
  return [...own, ...allOf.flatMap(rulesOf)];
}

function typeOf(value: Json): JsonType {
  if (value === null) return "null";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "string" | "boolean";
}

const isOfType = (value: Json, type: JsonType | "any"): boolean =>
  type === typeOf(value) || (type === "number" && typeof value === "number");
