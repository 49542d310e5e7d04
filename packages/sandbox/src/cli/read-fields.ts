import { parseArgs } from "node:util";
import type { Route } from "../control/route.ts";
import { positionalFields } from "./command-names.ts";
import { type FieldSchema, inputSchema } from "./input-schema.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Reads the fields of an operation from arguments: those of the path by position, any other as
 * `--field-name VALUE`. Throws a UsageError for an unknown option or a missing argument.
 */
export function readFields(route: Route, args: readonly string[]): Record<string, unknown> {
  const { fields: schemas } = inputSchema(route);
  const places = positionalFields(route);
  const optional = Object.keys(schemas).filter((field) => !places.includes(field));
  const { values, positionals } = parse(args, optional, schemas);
  const missing = places[positionals.length];
  if (missing !== undefined) throw new UsageError(`${missing.toUpperCase()} is missing.`);
  if (positionals.length > places.length)
    throw new UsageError(`Unexpected argument ${positionals[places.length]}.`);
  const options = Object.entries(values).map(([option, value]) => {
    const field = option.replaceAll("-", "_");
    return [field, valueOf(value, schemas[field])];
  });
  return Object.fromEntries([
    ...places.map((field, place) => [field, positionals[place]]),
    ...options,
  ]) as Record<string, unknown>;
}

function parse(
  args: readonly string[],
  fields: readonly string[],
  schemas: Readonly<Record<string, FieldSchema>>,
) {
  const options = fields.map((field) => {
    const isFlag = schemas[field]?.type === "boolean";
    return [optionName(field), { type: isFlag ? "boolean" : "string" }] as const;
  });
  try {
    return parseArgs({
      args: [...args],
      options: Object.fromEntries(options),
      allowPositionals: true,
      allowNegative: true,
    });
  } catch (error) {
    // The rest of Node's message explains arguments that begin with a hyphen.
    const [sentence] = (error as Error).message.split(". ");
    throw new UsageError(`${sentence?.replace(/\.$/, "")}.`);
  }
}

/** The option of a field: `--pending-reason` is `pending_reason`. */
export const optionName = (field: string): string => field.replaceAll("_", "-");

/** Numbers, lists and objects are written as in JSON; the API rejects what does not fit. */
function valueOf(value: unknown, schema: FieldSchema | undefined): unknown {
  if (typeof value !== "string" || schema?.type === "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
