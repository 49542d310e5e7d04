import type { procedures } from "@onekonsole/billing-contract/schemas";
import type { z } from "zod";

type Procedures = typeof procedures;

/** A call of a procedure; for a subscription, `output` is an event. */
export interface ProcedureExample {
  readonly input: unknown;
  readonly output: unknown;
}

/** An example of each procedure of a group; a procedure without one does not compile. */
export type ExamplesOf<Group extends keyof Procedures> = {
  readonly [Name in keyof Procedures[Group]]: Procedures[Group][Name] extends {
    input: infer Input extends z.ZodType;
    output: infer Output extends z.ZodType;
  }
    ? { readonly input: z.input<Input>; readonly output: z.output<Output> }
    : never;
};
