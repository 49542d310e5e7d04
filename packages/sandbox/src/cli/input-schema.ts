import { z } from "zod";
import type { Route } from "../control/route.ts";

/** What the arguments depend on of a field's JSON Schema. */
export interface FieldSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly anyOf?: readonly FieldSchema[];
  readonly items?: FieldSchema;
}

/** The fields of an operation's input by name, and which of them are required. */
export function inputSchema({ operation }: Route) {
  const { properties = {}, required = [] } = z.toJSONSchema(operation.input, {
    io: "input",
    unrepresentable: "any",
  });
  return { fields: properties as Readonly<Record<string, FieldSchema>>, required };
}
