import { type BillingErrorShape, errorCatalog } from "@onekonsole/billing-contract";
import { type inferProcedureBuilderResolverOptions, initTRPC } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { type BillingError, textFor } from "../domain/billing-error.ts";
import type { Context } from "./context.ts";
import { toBillingError } from "./to-billing-error.ts";

/** The error as sent to clients: the contract's code and text only. */
export function toErrorShape(error: BillingError, requestId: string): BillingErrorShape {
  const { status, trpc, action } = errorCatalog[error.code];
  const { retryAfterSeconds: seconds, approveUrl, orderId, amount, cursor } = error;
  return {
    message: textFor(error, requestId),
    // Not tRPC's own code: it reports errors of streams as internal, on which clients reconnect forever.
    code: TRPC_ERROR_CODES_BY_KEY[trpc],
    data: {
      code: trpc,
      httpStatus: status,
      billing_code: error.code,
      action,
      request_id: requestId,
      fields: error.fields,
      ...(seconds === undefined ? {} : { retry_after_seconds: seconds }),
      ...(approveUrl === undefined ? {} : { approve_url: approveUrl }),
      ...(orderId === undefined ? {} : { order_id: orderId }),
      ...(amount === undefined ? {} : { amount }),
      ...(cursor === undefined ? {} : { cursor }),
    },
  };
}

/** The timing of streams. */
export const sse = {
  // Proxies close a connection that is idle for 60 s. Clients reconnect after two missed pings.
  ping: { enabled: true, intervalMs: 15_000 },
  client: { reconnectAfterInactivityMs: 40_000 },
};

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ error, ctx }) =>
    toErrorShape(toBillingError(error), ctx?.requestId ?? "unknown"),
  sse,
});

export const { router, createCallerFactory } = t;

/** The base of every procedure: passes the context and the input on as they were received. */
export const procedure = t.procedure.use(({ ctx: request, getRawInput, next }) =>
  next({ ctx: { request, getRawInput } }),
);

/** What tRPC calls a resolver with. */
export type ProcedureOptions = inferProcedureBuilderResolverOptions<typeof procedure>;
