import type { Context as ProcedureContext } from "../procedures/context.ts";

/** The limits for one request. Each call counts. */
export type Limits = Required<Pick<ProcedureContext, "authenticateAndLimit" | "limitByAddress">>;

export interface AppEnvironment {
  Variables: {
    requestId: string;
    /** PayPal's order id, for the log. */
    orderId: string | undefined;
    limits: Limits;
  };
}
