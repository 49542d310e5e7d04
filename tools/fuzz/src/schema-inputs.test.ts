import { declarations } from "@onekonsole/billing-contract/schemas";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { procedureInputs } from "./procedure-inputs.ts";
import { schemaInputs } from "./schema-inputs.ts";

const known = {
  orderIds: ["8MC585209K746392H"],
  userIds: ["0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31"],
};
const samples = (inputs: fc.Arbitrary<unknown> = fc.constant(null)) =>
  fc.sample(inputs, { numRuns: 1_000, seed: 1 });

describe.each([...declarations])("the inputs of %s", (path, { input: schema }) => {
  const inputs = samples(procedureInputs(known).get(path));
  const valid = inputs.filter((input) => schema.safeParse(input).success);

  // Too few valid inputs would test the schema only, too many would not test it.
  test("are valid or not, each often", () => {
    expect(valid.length).toBeGreaterThan(100);
    expect(valid.length).toBeLessThan(950);
  });

  test("have every field of the schema, valid and malformed", () => {
    const json = schema.toJSONSchema({ io: "input", unrepresentable: "any" });
    for (const name of Object.keys(json.properties ?? {})) {
      const values = (all: readonly unknown[]) =>
        all.filter((it) => typeof it === "object" && it !== null && Object.hasOwn(it, name));
      expect(values(valid), `${name} in valid inputs`).not.toEqual([]);
      expect(values(inputs).length, name).toBeGreaterThan(values(valid).length);
    }
  });
});

test("the inputs name existing orders and users", () => {
  const ofCreate = JSON.stringify(samples(procedureInputs(known).get("order.create")));
  expect(ofCreate).toContain(known.userIds[0]);
  const ofGet = JSON.stringify(samples(procedureInputs(known).get("order.get")));
  expect(ofGet).toContain(known.orderIds[0]);
});

test("a field's own values take precedence over its schema", () => {
  const schema = declarations.get("order.get")?.input;
  if (!schema) throw new Error("order.get is missing.");
  const inputs = samples(schemaInputs(schema, { order_id: fc.constant("ONE") }));
  const valid = inputs.filter((input) => schema.safeParse(input).success);
  const chosen = valid.filter((input) => (input as { order_id: string }).order_id === "ONE");
  // The others are malformed on purpose, and valid by chance.
  expect(chosen.length).toBeGreaterThan(0.9 * valid.length);
});
