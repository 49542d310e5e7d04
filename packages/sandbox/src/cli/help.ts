import { type Route, routes } from "../control/route.ts";
import { positionalFields, typed } from "./command-names.ts";
import { type FieldSchema, inputSchema } from "./input-schema.ts";
import { optionName } from "./read-fields.ts";

/** What the program can do. */
export function overview(): string {
  const width = Math.max(...routes.map((route) => commandName(route).length));
  const lines = routes.map(
    (route) => `  ${commandName(route).padEnd(width)}  ${route.operation.summary}`,
  );
  return `Usage: billing-sandbox [start] [--port 8041]
       billing-sandbox [--url http://127.0.0.1:8044] GROUP ACTION [ARGUMENT] [--field VALUE]

start runs the simulated PayPal, web-order and OpenID Connect issuer. The actions steer a sandbox that runs:

${lines.join("\n")}

billing-sandbox GROUP ACTION --help describes an action. The result is printed as JSON.
Exit code: 0 success, 1 rejected or failed, 2 wrong usage.`;
}

/** The arguments of one action. */
export function describeCommand(route: Route): string {
  const { fields, required } = inputSchema(route);
  const places = positionalFields(route);
  const options = Object.entries(fields)
    .filter(([field]) => !places.includes(field))
    .map(([field, schema]) => {
      const need = required.includes(field) ? "  (required)" : "";
      return `  --${optionName(field)} ${describeType(schema)}${need}`;
    });
  const usage = [commandName(route), ...places.map((field) => field.toUpperCase())].join(" ");
  return [`Usage: billing-sandbox ${usage}`, "", route.operation.summary, ...options].join("\n");
}

/** What a value may be, as a person types it. */
function describeType({ type, enum: values, const: value, anyOf, items }: FieldSchema): string {
  if (values) return values.join("|");
  if (value !== undefined) return value;
  if (anyOf) return anyOf.map(describeType).join("|");
  if (type === "array") return `[${items ? describeType(items) : "…"}]`;
  if (type === "object") return "{…}";
  return (type ?? "value").toUpperCase();
}

const commandName = ({ group, verb }: Route): string => `${typed(group)} ${typed(verb)}`;
