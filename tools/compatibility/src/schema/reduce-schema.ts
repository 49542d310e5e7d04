import { type Direction, type JsonSchema, lowerBounds, upperBounds } from "./json-schema.ts";

const annotations: ReadonlySet<string> = new Set(["$schema", "description"]);

const patternKeywords = ["pattern", "format"] as const;

const keywords: ReadonlySet<string> = new Set([
  ...lowerBounds,
  ...upperBounds,
  ...patternKeywords,
  "type",
  "enum",
  "const",
  "anyOf",
  "oneOf",
  "allOf",
  "items",
  "properties",
  "required",
  "additionalProperties",
  "x-extensible",
] satisfies (keyof JsonSchema)[]);

/**
 * Reduces zod's JSON Schema to what the comparison reads: without annotations, without the pattern that zod
 * derives from a format, and without what the direction makes meaningless: in outputs the ban of unknown fields,
 * which clients must accept; in inputs the mark of an enumeration that may grow.
 * Throws for a keyword that the comparison does not know, so that no change of it remains unseen.
 */
export function reduceSchema(schema: object, direction: Direction): JsonSchema {
  const reduce = (part: object): JsonSchema => reduceSchema(part, direction);
  const whole = schema as JsonSchema;
  for (const part of whole.allOf ?? []) rejectUnknown(part, new Set(patternKeywords));
  const kept = Object.entries(schema).filter(
    ([keyword, value]) =>
      !annotations.has(keyword) &&
      !(keyword === "pattern" && whole.format !== undefined) &&
      !(direction === "output" && keyword === "additionalProperties" && value === false) &&
      !(direction === "input" && keyword === "x-extensible"),
  );
  rejectUnknown(Object.fromEntries(kept), keywords);
  return Object.fromEntries(
    kept.map(([keyword, value]: [string, unknown]) => {
      if (keyword === "properties") return [keyword, mapValues(whole.properties ?? {}, reduce)];
      if (keyword.endsWith("Of")) return [keyword, (value as readonly object[]).map(reduce)];
      const isSchema = keyword === "items" || keyword === "additionalProperties";
      return [keyword, isSchema && typeof value === "object" ? reduce(value as object) : value];
    }),
  );
}

function rejectUnknown(schema: object, known: ReadonlySet<string>): void {
  const unknown = Object.keys(schema).find((keyword) => !known.has(keyword));
  if (unknown === undefined) return;
  throw new Error(
    `The comparison of contracts does not know the keyword ${unknown} in ${JSON.stringify(schema)}.`,
  );
}

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
