import { html } from "hono/html";
import { type Direction, type JsonSchema, resolveRef } from "../openapi/component-schemas.ts";
import type { Html } from "./html.ts";
import { itemsOf, schemaLimits, schemaType } from "./schema-type.ts";

/** The fields of a value as a tree; a component below the first level is a link instead. */
export function schemaTree(schema: JsonSchema, direction: Direction): Html {
  const { $ref } = schema;
  if ($ref !== undefined) return schemaTree(resolveRef($ref, direction), direction);
  const fields = nestedFields(schema, direction);
  return (
    fields ??
    html`<p class="type">${schemaType(schema)}</p>
      ${limits(schema)}`
  );
}

/** The fields of an object, of a list's elements or of each variant; `undefined` if there are none. */
function nestedFields(schema: JsonSchema, direction: Direction): Html | undefined {
  if (schema.properties) return fieldList(schema, direction);
  if (schema.type === "array") return nestedFields(itemsOf(schema), direction);
  const variants = (schema.oneOf ?? schema.anyOf ?? []).flatMap(
    (variant) => nestedFields(variant, direction) ?? [],
  );
  if (variants.length === 0) return undefined;
  return html`${variants.map((variant) => html`<div class="variant">${variant}</div>`)}`;
}

function fieldList({ properties = {}, required = [] }: JsonSchema, direction: Direction): Html {
  return html`<ul class="fields">
    ${Object.entries(properties).map(([name, property]) =>
      fieldItem(typeof property === "object" ? property : {}, {
        name,
        isRequired: required.includes(name),
        direction,
      }),
    )}
  </ul>`;
}

interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  readonly direction: Direction;
}

/** A named value: its type, whether it may be absent, its meaning and its own fields. */
export const fieldItem = (schema: JsonSchema, { name, isRequired, direction }: Field): Html =>
  html`<li>
    <p>
      <code class="name">${name}</code> <span class="type">${schemaType(schema)}</span>
      ${presence(isRequired, direction)}
    </p>
    ${schema.description === undefined ? "" : html`<p>${schema.description}</p>`}${limits(schema)}
    ${nestedFields(schema, direction) ?? ""}
  </li>`;

/** What is not usual: a field that must be sent, or that may be missing from a response. */
function presence(isRequired: boolean, direction: Direction): Html {
  if (direction === "input")
    return isRequired ? html`<span class="required">required</span>` : html``;
  return isRequired ? html`` : html`<span class="type">may be absent</span>`;
}

function limits(schema: JsonSchema): Html {
  const phrases = schemaLimits(withoutNull(schema));
  if (phrases.length === 0) return html``;
  return html`<p class="limits">
    ${phrases.map((phrase, index) => html`${index > 0 ? "; " : ""}${phrase}`)}
  </p>`;
}

/** The schema of the value unless it is null. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const [choice, ...others] = (schema.anyOf ?? []).filter(({ type }) => type !== "null");
  return choice && others.length === 0 ? choice : schema;
}
