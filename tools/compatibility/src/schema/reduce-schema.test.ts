import { expect, test } from "vitest";
import { reduceSchema } from "./reduce-schema.ts";

test("keeps what constrains values, at every depth", () => {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      time: { type: "string", format: "date-time", pattern: "^derived$" },
      lines: {
        type: "array",
        items: { anyOf: [{ type: "string", description: "A text." }, { type: "null" }] },
      },
    },
    required: ["time"],
    additionalProperties: false,
  };
  const properties = {
    time: { type: "string", format: "date-time" },
    lines: { type: "array", items: { anyOf: [{ type: "string" }, { type: "null" }] } },
  };
  const reduced = { type: "object", properties, required: ["time"] };
  expect(reduceSchema(schema, "output")).toEqual(reduced);
  expect(reduceSchema(schema, "input")).toEqual({ ...reduced, additionalProperties: false });
});

test.each([
  { type: "array", uniqueItems: true },
  { type: "object", properties: { a: { not: {} } } },
  { allOf: [{ minLength: 1 }] },
])("rejects a keyword that the comparison does not know: %j", (schema) => {
  expect(() => reduceSchema(schema, "input")).toThrow("does not know the keyword");
});
