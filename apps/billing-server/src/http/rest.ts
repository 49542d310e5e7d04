import { procedures, type RestRoute } from "@onekonsole/billing-contract";
import type { Hono } from "hono";
import { createCaller } from "../procedures/router.ts";
import { toBillingError } from "../procedures/to-billing-error.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";
import { errorResponse, logError } from "./errors.ts";
import { toProcedureContext } from "./procedure-context.ts";
import { readJson } from "./read-json.ts";

type Caller = ReturnType<typeof createCaller>;

interface RestProcedure {
  readonly rest: RestRoute;
  readonly call: (caller: Caller, input: unknown) => Promise<unknown>;
}

// `createCaller` validates the input against the contract.
const restProcedures: readonly RestProcedure[] = [
  {
    rest: procedures.order.create.rest,
    call: (caller, input) => caller.order.create(input as never),
  },
  {
    rest: procedures.order.approve.rest,
    call: (caller, input) => caller.order.approve(input as never),
  },
];

/** The REST routes, each of which calls its procedure. None is public. */
export function addRestRoutes(
  app: Hono<AppEnvironment>,
  options: Pick<AppOptions, "deps" | "log">,
): void {
  for (const { rest, call } of restProcedures) {
    app.on(rest.method, rest.path, async (context) => {
      const requestId = context.get("requestId");
      try {
        const procedureContext = toProcedureContext(options, context);
        // Before the body is parsed, as over tRPC; counted once.
        const authenticated = await procedureContext.authenticateAndLimit();
        const input = await readJson(context.req);
        const output = await call(
          createCaller({ ...procedureContext, authenticateAndLimit: async () => authenticated }),
          input,
        );
        return context.json(rest.body.parse(output) as object);
      } catch (cause) {
        const error = toBillingError(cause);
        const orderId = context.get("orderId");
        logError(options.log, error, { requestId, path: rest.path, orderId });
        return errorResponse(context, error, requestId);
      }
    });
  }
}
