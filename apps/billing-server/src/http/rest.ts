import { procedures, type RestRoute } from "@onekonsole/billing-contract";
import type { Hono } from "hono";
import { createCaller } from "../procedures/router.ts";
import { toBillingError } from "../procedures/to-billing-error.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";
import { contextOf } from "./context-of.ts";
import { errorAnswer, logError } from "./errors.ts";
import { readJson } from "./read-json.ts";

type Caller = ReturnType<typeof createCaller>;

interface RestProcedure {
  readonly rest: RestRoute;
  readonly call: (caller: Caller, input: unknown) => Promise<unknown>;
}

// The caller parses its input against the contract, so what comes from the wire goes in unread.
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

/** The documented POST routes, each a thin face of its procedure; none of them is public. */
export function addRestRoutes(
  app: Hono<AppEnvironment>,
  options: Pick<AppOptions, "deps" | "log">,
): void {
  for (const { rest, call } of restProcedures) {
    app.on(rest.method, rest.path, async (context) => {
      const requestId = context.get("requestId");
      try {
        const known = contextOf(options, context);
        // Before his body is looked at, as over tRPC; and counted once.
        const admitted = await known.authenticateAndLimit();
        const input = await readJson(context.req);
        const output = await call(
          createCaller({ ...known, authenticateAndLimit: async () => admitted }),
          input,
        );
        return context.json(rest.body.parse(output) as object);
      } catch (cause) {
        const error = toBillingError(cause);
        const orderId = context.get("orderId");
        logError(options.log, error, { requestId, path: rest.path, orderId });
        return errorAnswer(context, error, requestId);
      }
    });
  }
}
