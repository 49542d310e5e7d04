import { html } from "hono/html";
import type { JsonSchema } from "../openapi/component-schemas.ts";
import type { Html } from "./html.ts";

/** The name of a schema that is a component; `undefined` for any other. */
export const componentName = ({ $ref }: JsonSchema): string | undefined => $ref?.split("/").at(-1);

/** The type of a value in words; a component's is a link to it. */
export function schemaType(schema: JsonSchema): Html {
  const name = componentName(schema);
  if (name !== undefined) return html`<a href="#schema-${name}">${name}</a>`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return joinTypes(choices.map((choice) => schemaType(choice)));
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (Array.isArray(schema.type)) return joinTypes(schema.type.map((type) => html`${type}`));
  if (schema.type === "array") return html`list of ${schemaType(itemsOf(schema))}`;
  return html`${schema.format ?? schema.type ?? "any value"}`;
}

const joinTypes = (types: readonly Html[]): Html =>
  html`${types.map((type, index) => html`${index > 0 ? " or " : ""}${type}`)}`;

/** The schema of a list's elements. */
export const itemsOf = ({ items }: JsonSchema): JsonSchema =>
  typeof items === "object" && !Array.isArray(items) ? items : {};

/** The limits of a value as a phrase for each. */
export function schemaLimits(schema: JsonSchema): readonly Html[] {
  const { enum: values, minimum, maximum, maxItems, maxLength, pattern } = schema;
  return [
    ...(values
      ? [
          html`one of
          ${values.map((value, index) => html`${index > 0 ? ", " : ""}<code>${value}</code>`)}`,
        ]
      : []),
    ...(minimum !== undefined && maximum !== undefined
      ? [html`${minimum} to ${maximum}`]
      : minimum === undefined
        ? []
        : [html`at least ${minimum}`]),
    ...(maxItems === undefined ? [] : [html`at most ${maxItems} elements`]),
    ...(maxLength === undefined ? [] : [html`at most ${maxLength} characters`]),
    ...(pattern === undefined ? [] : [html`matches <code>${pattern}</code>`]),
  ];
}
