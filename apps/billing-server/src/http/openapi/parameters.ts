import { idempotencyKeyPattern } from "@onekonsole/billing-contract";
import { z } from "zod";
import type { Parameter } from "./operation.ts";
import { simplifySchema } from "./simplify-schema.ts";

/** The parameters of a query, with the values of an example where it has them. */
export function queryParameters(input: z.ZodType, example: unknown = {}): readonly Parameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(input, {
    io: "input",
    unrepresentable: "any",
    override: simplifySchema,
  });
  const values = new Map(Object.entries(example ?? {}));
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = typeof property === "object" ? property : {};
    return {
      name,
      in: "query",
      required: required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema,
      ...(values.has(name) ? { example: values.get(name) } : {}),
    };
  });
}

/** A required header that is a text. */
export const header = (name: string, description: string, example: string): Parameter => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
  example,
});

/** The header with the same meaning as the field `idempotency_key`. */
export const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "As the field idempotency_key: a repeated request with the same key returns the same order.",
  schema: { type: "string", pattern: idempotencyKeyPattern.source },
};
