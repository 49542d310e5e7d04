import type { Context } from "hono";
import type { Context as ProcedureContext } from "../procedures/context.ts";
import type { AppEnvironment, AppOptions } from "./app.ts";

/** What a procedure knows of the request it answers, on either door. */
export function contextOf(
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
