import { procedureRecord, type ProcedurePath } from "@onekonsole/billing-contract";
import type { inferProcedureBuilderResolverOptions } from "@trpc/server";
import { operatorVerbs } from "./operator-verbs.ts";
import { orderVerbs } from "./order-verbs.ts";
import { createCallerFactory, router, type userProcedure } from "./trpc.ts";
import { builders, type Verb } from "./verbs.ts";

type ResolverOptions = inferProcedureBuilderResolverOptions<typeof userProcedure>;

const verbs = { order: orderVerbs, operator: operatorVerbs };

function verbAt(path: ProcedurePath) {
  const [group, name] = path.split(".") as [keyof typeof verbs, string];
  // The builder has authenticated the caller, and the schema has validated the input.
  return (verbs[group] as Readonly<Record<string, unknown>>)[name] as Verb<"order.get">;
}

/** The server's router: the contract's procedures, each with its verb and the builder of its `access`. */
export const appRouter = router(
  procedureRecord<ResolverOptions>({
    builders,
    resolve: (path, { ctx: { deps, caller, idempotencyKey }, input, signal }) => {
      return verbAt(path)(deps, { caller, input: input as never, idempotencyKey, signal });
    },
  }),
);

/** Calls the procedures in process, for tests. */
export const createCaller = createCallerFactory(appRouter);
