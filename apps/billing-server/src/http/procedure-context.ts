import type { Context } from "hono";
import type { Context as ProcedureContext } from "../procedures/context.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";

/** The context of a procedure call, over tRPC and REST alike. */
export function toProcedureContext(
  { deps }: Pick<AppOptions, "deps">,
  context: Context<AppEnvironment>,
): ProcedureContext {
  return {
    deps,
    ...context.get("limits"),
    requestId: context.get("requestId"),
    idempotencyKey: context.req.header("idempotency-key"),
    onOrder: (orderId) => context.set("orderId", orderId),
  };
}
