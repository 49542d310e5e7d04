import type { ProcedureDeclaration } from "@onekonsole/billing-contract/schemas";
import fc from "fast-check";
import { malformedText, malformedValue, mostly, nearlyValid } from "./malformed-values.ts";

type Schema = ProcedureDeclaration["input"];

/** Values by the name of a field, whose schema alone does not produce existing ids. */
export type FieldValues = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** The parts of JSON Schema that the contract's inputs use. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** Inputs for a schema: valid, nearly valid, or of another kind. Throws on a schema that it cannot read. */
export function schemaInputs(schema: Schema, fields: FieldValues): fc.Arbitrary<unknown> {
  const json = schema.toJSONSchema({ io: "input", unrepresentable: "any" }) as JsonSchema;
  // JSON Schema has no undefined.
  const absent = schema.safeParse(undefined).success ? [fc.constant(undefined)] : [];
  const values =
    isAnything(json) && absent.length > 0 ? absent : [...absent, schemaValue(json, fields)];
  return mostly(fc.oneof(...values), malformedValue);
}

const isAnything = ({ type, anyOf, enum: values }: JsonSchema): boolean =>
  type === undefined && anyOf === undefined && values === undefined;

function schemaValue(schema: JsonSchema, fields: FieldValues): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((it) => schemaValue(it, fields)));
  const { type } = schema;
  if (typeof type === "object")
    return fc.oneof(...type.map((each) => schemaValue({ ...schema, type: each }, fields)));
  switch (type) {
    case "object":
      return objectValue(schema, fields);
    case "array":
      return fc.array(schemaValue(schema.items ?? {}, fields), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    case "string":
      return mostly(textValue(schema), malformedText);
    case "integer":
      return mostly(integerValue(schema), fc.integer());
    case "number":
      return fc.double({ noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case undefined:
      return malformedValue;
    default:
      throw new Error(`Add the type ${type} to the inputs of the fuzz run.`);
  }
}

/** The object with its required fields, and with all of them. */
function objectValue({ properties = {}, required = [] }: JsonSchema, fields: FieldValues) {
  const all = Object.fromEntries(
    Object.entries(properties).map(([name, it]) => [name, fields[name] ?? schemaValue(it, fields)]),
  );
  const some = Object.fromEntries(Object.entries(all).filter(([name]) => required.includes(name)));
  const optional = Object.keys(all).filter((name) => !required.includes(name));
  const oneMore = optional.map((name) => nearlyValid({ ...some, [name]: all[name] as never }));
  return fc.oneof(nearlyValid(some), nearlyValid(all), ...oneMore);
}

/** Small numbers, which may equal stored values, and the limits. */
function integerValue({ minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }) {
  const small = fc.integer({ min: minimum, max: Math.min(maximum, Math.max(minimum, 0) + 200) });
  const limits = [minimum - 1, minimum, maximum, maximum + 1].filter(Number.isSafeInteger);
  return fc.oneof({ weight: 3, arbitrary: small }, fc.constantFrom(...limits, 0));
}

function textValue({ format, pattern, minLength = 0, maxLength = 300 }: JsonSchema) {
  if (format === "date-time") return timestamp;
  if (pattern !== undefined && isGenerable(pattern))
    return fc.stringMatching(new RegExp(pattern)).map((text) => text.slice(0, maxLength));
  return fc.string({ minLength, maxLength });
}

const timestamp = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom("0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-29T00:00:00Z"),
);

/** Whether fast-check can generate texts for a pattern: it does not support lookaround. */
const isGenerable = (pattern: string): boolean => !/\(\?<?[=!]/.test(pattern);
