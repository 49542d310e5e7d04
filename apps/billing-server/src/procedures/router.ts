import { procedureRecord } from "@onekonsole/billing-contract/schemas";
import { runProcedure } from "./run-procedure.ts";
import { createCallerFactory, procedure, type ProcedureOptions, router } from "./trpc.ts";

// `runProcedure` applies the access and the schemas, for calls with and without tRPC.
const builder = {
  input: () => ({ output: () => procedure, subscription: procedure.subscription }),
};

/** The server's router: the contract's procedures over tRPC. */
export const appRouter = router(
  procedureRecord<ProcedureOptions>({
    builders: { public: builder, user: builder, service: builder, operator: builder },
    resolve: (path, { ctx: { request, getRawInput }, signal }) =>
      runProcedure({ path, ctx: request, getRawInput, signal }),
  }),
);

/** Calls the procedures in process, for tests. */
export const createCaller = createCallerFactory(appRouter);
