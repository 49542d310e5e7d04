import { html } from "hono/html";
import type { Direction } from "../openapi/component-schemas.ts";
import type { Html } from "./html.ts";
import { schemaTree } from "./schema-tree.ts";

/** A component that a type on the page links to. */
export interface Component {
  readonly name: string;
  readonly ref: string;
  readonly direction: Direction;
}

/** The fields of each component. */
export const componentSections = (components: readonly Component[]): Html =>
  html`${components.map(
    ({ name, ref, direction }) =>
      html`<section class="component" id="schema-${name}">
        <h3><a href="#schema-${name}">${name}</a></h3>
        ${schemaTree({ $ref: ref }, direction)}
      </section>`,
  )}`;
