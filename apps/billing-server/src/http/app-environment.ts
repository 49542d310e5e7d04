import type { Context as ProcedureContext } from "../procedures/context.ts";

/** What a request may ask of the limits, for the sender it comes from. Each call counts. */
export type Limits = Required<Pick<ProcedureContext, "authenticateAndLimit" | "limitByAddress">>;

export interface AppEnvironment {
  Variables: {
    requestId: string;
    /** The order a request turned out to be about; for the log. */
    orderId: string | undefined;
    limits: Limits;
  };
}
