import type { procedures } from "@onekonsole/billing-contract/schemas";
import { eventExamples } from "./event-examples.ts";
import { operatorExamples } from "./operator-examples.ts";
import { orderExamples } from "./order-examples.ts";
import type { ExamplesOf, ProcedureExample } from "./procedure-examples.ts";

const byGroup: { readonly [Group in keyof typeof procedures]: ExamplesOf<Group> } = {
  order: orderExamples,
  events: eventExamples,
  operator: operatorExamples,
};

/** The example of each procedure by its path. */
export const procedureExamples: ReadonlyMap<string, ProcedureExample> = new Map(
  Object.entries(byGroup).flatMap(([group, examples]) =>
    Object.entries<ProcedureExample>(examples).map(
      ([name, example]) => [`${group}.${name}`, example] as const,
    ),
  ),
);
