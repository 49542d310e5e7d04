import { declarations, type ProcedureDeclaration } from "@onekonsole/billing-contract/schemas";
import { z } from "zod";
import { toPascalCase } from "./operation-id.ts";
import { sharedSchemas } from "./shared-schemas.ts";
import { simplifySchema } from "./simplify-schema.ts";

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Whether a schema describes what is sent or what is returned. */
export type Direction = "input" | "output";

const prefix = "#/components/schemas/";

const names: Readonly<Record<Direction, ReadonlyMap<z.ZodType, string>>> = {
  input: nameSchemas("Input", ({ input }) => [input]),
  output: nameSchemas("Output", ({ output, rest }) => (rest ? [output, rest.body] : [output])),
};

function nameSchemas(
  suffix: string,
  schemasOf: (declaration: ProcedureDeclaration) => readonly z.ZodType[],
): ReadonlyMap<z.ZodType, string> {
  const named = new Map(Object.entries(sharedSchemas).map(([name, schema]) => [schema, name]));
  for (const [path, declaration] of declarations)
    for (const schema of schemasOf(declaration))
      if (!named.has(schema)) named.set(schema, toPascalCase(path) + suffix);
  return named;
}

function convert(direction: Direction): Readonly<Record<string, JsonSchema>> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names[direction]) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: direction,
    uri: (id) => prefix + id,
    unrepresentable: "any",
    override: simplifySchema,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _uri, ...schema }]) => [
      id,
      schema,
    ]),
  );
}

const converted = { input: convert("input"), output: convert("output") };

/** A reference to the component of a schema of the contract. */
export function schemaRef(schema: z.ZodType, direction: Direction): { readonly $ref: string } {
  const name = names[direction].get(schema);
  if (name === undefined) throw new Error("The schema is not one of a declared procedure.");
  return { $ref: prefix + name };
}

/** The schema that a reference names. */
export function resolveRef(ref: string, direction: Direction): JsonSchema {
  const schema = converted[direction][ref.slice(prefix.length)];
  if (!schema) throw new Error(`There is no schema ${ref}.`);
  return schema;
}

/**
 * The components that the given references need, by name in alphabetical order. Throws if a name stands for
 * different schemas in requests and responses.
 */
export function componentsFor(
  refs: Readonly<Record<Direction, readonly string[]>>,
): Record<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  const add = (ref: string, direction: Direction) => {
    const name = ref.slice(prefix.length);
    const schema = resolveRef(ref, direction);
    const known = found.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`The schema ${name} differs between requests and responses.`);
    if (known) return;
    found.set(name, schema);
    for (const inner of refsIn(schema)) add(inner, direction);
  };
  for (const direction of ["input", "output"] as const)
    for (const ref of refs[direction]) add(ref, direction);
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Every reference at any depth. */
export function refsIn(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "$ref" && typeof value === "string" ? [value] : refsIn(value),
  );
}
