import { type Direction, refsIn, resolveRef } from "../openapi/component-schemas.ts";
import type { Component } from "./component-sections.ts";
import type { Entry } from "./entries.ts";

/**
 * The components that a type on the page links to, in alphabetical order: those below the first level, since
 * the section of an entry has the fields of the first.
 */
export function findComponents(entries: readonly Entry[]): readonly Component[] {
  const found = new Map<string, Component>();
  const add = (node: unknown, direction: Direction): void => {
    for (const ref of refsIn(node)) {
      const name = ref.slice(ref.lastIndexOf("/") + 1);
      if (found.has(name)) continue;
      found.set(name, { name, ref, direction });
      add(resolveRef(ref, direction), direction);
    }
  };
  const addBelow = (node: unknown, direction: Direction): void => {
    for (const ref of refsIn(node)) add(resolveRef(ref, direction), direction);
  };
  for (const { call, route } of entries) {
    addBelow([call?.input?.schema, route?.body?.schema], "input");
    addBelow(
      [call?.output.schema, route?.successes.map(({ content }) => content?.schema)],
      "output",
    );
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
