import type { Context as ProcedureContext, Dependencies } from "../procedures/context.ts";
import type { Limits } from "./app-environment.ts";

/** What a procedure needs of its HTTP request. */
export interface RequestContext {
  readonly limits: Limits;
  readonly requestId: string;
  readonly idempotencyKey: string | undefined;
  /** Called with PayPal's order id once it is known; for the log. */
  readonly onOrder: (orderId: string) => void;
}

/** The context of a procedure call, over tRPC and REST alike. */
export const toProcedureContext = (
  deps: Dependencies,
  { limits, requestId, idempotencyKey, onOrder }: RequestContext,
): ProcedureContext => ({ deps, ...limits, requestId, idempotencyKey, onOrder });
