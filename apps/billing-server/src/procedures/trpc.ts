import { type BillingErrorShape, errorCatalog, orderIdPattern } from "@onekonsole/billing-contract";
import { initTRPC, TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { BillingError, textFor } from "../domain/billing-error.ts";
import type { TokenCaller } from "../domain/caller.ts";
import type { OperatorCaller } from "./call.ts";
import type { Context } from "./context.ts";
import { declaredError } from "./declared-error.ts";
import { toBillingError } from "./to-billing-error.ts";

/** The error as sent to clients: the contract's code and text only. */
export function toErrorShape(error: BillingError, requestId: string): BillingErrorShape {
  const { status, trpc, action } = errorCatalog[error.code];
  const { retryAfterSeconds: seconds, approveUrl, orderId } = error;
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
    },
  };
}

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ error, ctx }) =>
    toErrorShape(toBillingError(error), ctx?.requestId ?? "unknown"),
  sse: {
    ping: { enabled: true, intervalMs: 1_000 },
    client: { reconnectAfterInactivityMs: 5_000 },
  },
});

export const { router, createCallerFactory } = t;

/**
 * The base of every procedure: errors, also those of its stream, leave as a TRPCError with a code that the
 * contract declares.
 */
const procedure = t.procedure.use(async ({ ctx, path, type, next, getRawInput }) => {
  const result = await ctx.deps.tracer.span({ name: path }, async (span) => {
    const ended = await next();
    if (ended.ok) return ended;
    const error = declaredError(path, ended.error);
    span.add({ code: error.code });
    return { ...ended, error: toTrpcError(error) };
  });
  // The raw input: an unauthenticated call is rejected before its input is validated.
  const rawInput = await getRawInput().catch(() => undefined);
  const orderId = orderIdIn(rawInput) ?? (result.ok && orderIdIn(result.data));
  if (orderId) ctx.onOrder?.(orderId);
  if (!result.ok || type !== "subscription") return result;
  return { ...result, data: declareStreamErrors(path, result.data as AsyncIterable<unknown>) };
});

const toTrpcError = (error: BillingError): TRPCError =>
  new TRPCError({
    code: errorCatalog[error.code].trpc,
    message: error.message,
    cause: error,
  });

/** A stream runs, and fails, only while it is read. */
async function* declareStreamErrors(path: string, events: AsyncIterable<unknown>) {
  try {
    yield* events;
  } catch (thrown) {
    throw toTrpcError(declaredError(path, thrown));
  }
}

/** PayPal's order id in an input or output; only valid ids, since it is logged. */
export function orderIdIn(value: unknown): string | undefined {
  const { order_id: id } = (value ?? {}) as { order_id?: unknown };
  return typeof id === "string" && orderIdPattern.test(id) ? id : undefined;
}

/** For every caller, without authentication. */
export const publicProcedure = procedure.use(async ({ ctx, next }) => {
  await ctx.limitByAddress?.();
  return next();
});

/** For authenticated callers. */
export const userProcedure = procedure.use(async ({ ctx, next }) =>
  next({ ctx: { caller: await ctx.authenticateAndLimit() } }),
);

/** For operators. `not_found` if the ingress authenticates, which does not identify users. */
export const operatorProcedure = procedure.use(async ({ ctx, next }) => {
  const caller = await ctx.authenticateAndLimit();
  if (caller.kind === "ingress") throw new BillingError("not_found");
  if (!isOperator(caller))
    throw new BillingError("forbidden", { tokenFault: "The access token has no operator role" });
  return next({ ctx: { caller } });
});

const isOperator = (caller: TokenCaller): caller is OperatorCaller => caller.isOperator;
