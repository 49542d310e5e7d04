import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compareSchemas } from "./compare-schemas.ts";
import type { Direction, Json, JsonSchema } from "./json-schema.ts";

const names = ["a", "b", "c"] as const;
const choices = ["x", "y", "z"] as const;

/** Schemas of the keywords that the contract has; small, so that two of them are often related. */
const { schema: anySchema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<JsonSchema>({ type: "null" }, { type: "boolean" }, { type: "string" }),
    fc.subarray([...choices], { minLength: 1 }).map((values) => ({ type: "string", enum: values })),
    fc.record({ type: fc.constant("string"), maxLength: fc.nat(3) }),
    fc.record(
      {
        type: fc.constantFrom("integer", "number"),
        minimum: fc.nat(2),
        maximum: fc.integer({ min: 2, max: 4 }),
      },
      { requiredKeys: ["type"] },
    ),
    fc.record({ type: fc.constant("array"), items: tie("schema"), maxItems: fc.nat(2) }),
    fc.array(tie("schema"), { minLength: 1, maxLength: 2 }).map((anyOf) => ({ anyOf })),
    fc.dictionary(fc.constantFrom(...names), tie("schema"), { maxKeys: 3 }).chain((properties) =>
      fc.record({
        type: fc.constant("object"),
        properties: fc.constant(properties),
        required: fc.subarray(Object.keys(properties)),
      }),
    ),
  ) as fc.Arbitrary<JsonSchema>,
}));

type Value = Json | readonly Value[] | { readonly [name: string]: Value };

const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Value>(null, true, 0, 1, 2, 2.5, 3, 4, 5, "", "x", "y", "z", "long"),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 3 }),
  ),
}));

const ajv = new Ajv2020({ strict: false });
const isValid = (schema: JsonSchema, value: Value): boolean => ajv.compile(schema)(value);

test("a schema does not break itself", () => {
  fc.assert(
    fc.property(anySchema, fc.constantFrom("input", "output"), (schema, direction) => {
      expect(compareSchemas({ before: schema, after: schema, direction })).toEqual([]);
    }),
  );
});

test("a schema that accepts more breaks no input, and one that returns less no output", () => {
  fc.assert(
    fc.property(anySchema, anySchema, (schema, other) => {
      const wider = { anyOf: [schema, { type: "null" }, { type: "boolean" }] } as const;
      expect(compareSchemas({ before: schema, after: wider, direction: "input" })).toEqual([]);
      expect(compareSchemas({ before: wider, after: schema, direction: "output" })).toEqual([]);
      expect(compareSchemas({ before: other, after: {}, direction: "input" })).toEqual([]);
    }),
  );
});

test("without a breaking change, a released client's inputs stay valid, as do its outputs", () => {
  fc.assert(
    fc.property(anySchema, anySchema, fc.array(anyValue), (before, after, values) => {
      // A value with fields that the sender does not have is none of its values.
      const own = (schema: JsonSchema) => values.filter((it) => isValid(closed(schema), it));
      const breaks = (direction: Direction) =>
        compareSchemas({ before, after, direction }).length > 0;
      const sent = breaks("input") ? [] : own(before);
      expect(sent.filter((value) => !isValid(after, value))).toEqual([]);
      const received = breaks("output") ? [] : own(after);
      expect(received.filter((value) => !isValid(before, value))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** The schema without unknown fields. */
function closed(schema: JsonSchema): JsonSchema {
  const { properties, items, anyOf } = schema;
  return {
    ...schema,
    ...(anyOf && { anyOf: anyOf.map(closed) }),
    ...(items && { items: closed(items) }),
    ...(properties && {
      additionalProperties: false,
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, closed(property)]),
      ),
    }),
  };
}
