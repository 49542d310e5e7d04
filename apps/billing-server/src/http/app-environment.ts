import type { Context as ProcedureContext } from "../procedures/context.ts";

/** The limits for one request. Each call counts. */
export type Limits = {
  readonly [Limit in "authenticateAndLimit" | "limitByAddress"]: NonNullable<
    ProcedureContext[Limit]
  >;
};

export interface AppEnvironment {
  Variables: {
    requestId: string;
    /** PayPal's order id, for the log. */
    orderId: string | undefined;
    limits: Limits;
  };
}
