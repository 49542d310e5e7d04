import { type BillingErrorShape, errorCatalog, orderIdPattern } from "@onekonsole/billing-contract";
import { initTRPC, TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { BillingError, textFor } from "../domain/billing-error.ts";
import type { TokenCaller } from "../domain/caller.ts";
import type { OperatorCaller } from "./call.ts";
import type { Context } from "./context.ts";
import { declaredError } from "./declared-error.ts";
import { toBillingError } from "./to-billing-error.ts";

/** The wire shape of an error: the contract's text and code, never an internal one. */
export function toErrorShape(error: BillingError, requestId: string): BillingErrorShape {
  const { status, trpc, action } = errorCatalog[error.code];
  const { retryAfterSeconds: seconds, approveUrl, orderId } = error;
  return {
    message: textFor(error, requestId),
    // Not the one of tRPC's shape: what a stream throws counts there as an internal error, on which
    // clients reconnect for ever.
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
 * Every procedure passes here: what it throws, or its stream later, leaves as a TRPCError of a code that
 * the contract declares for it.
 */
const procedure = t.procedure.use(async ({ ctx, path, type, next, getRawInput }) => {
  const result = await ctx.deps.tracer.span({ name: path }, async (span) => {
    const ended = await next();
    if (ended.ok) return ended;
    const error = declaredError(path, ended.error);
    span.add({ code: error.code });
    return { ...ended, error: toTrpcError(error) };
  });
  // Whoever was refused before his input was looked at is not told what is wrong with it.
  const sent = await getRawInput().catch(() => undefined);
  const orderId = orderIdIn(sent) ?? (result.ok && orderIdIn(result.data));
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

/** A stream begins to work, and to fail, only when it is read. */
async function* declareStreamErrors(path: string, events: AsyncIterable<unknown>) {
  try {
    yield* events;
  } catch (thrown) {
    throw toTrpcError(declaredError(path, thrown));
  }
}

/** The order that an input or an output is about; it goes into the log, so only what looks like an id. */
export function orderIdIn(value: unknown): string | undefined {
  const { order_id: id } = (value ?? {}) as { order_id?: unknown };
  return typeof id === "string" && orderIdPattern.test(id) ? id : undefined;
}

/** For any caller: none has to show who it is. */
export const publicProcedure = procedure.use(async ({ ctx, next }) => {
  await ctx.limitByAddress?.();
  return next();
});

/** For users and services, or whom the ingress let through: `ctx.caller` says who. */
export const userProcedure = procedure.use(async ({ ctx, next }) =>
  next({ ctx: { caller: await ctx.authenticateAndLimit() } }),
);

/** For operators, each by name: off where the ingress is trusted, which tells nobody who they are. */
export const operatorProcedure = procedure.use(async ({ ctx, next }) => {
  const caller = await ctx.authenticateAndLimit();
  if (caller.kind === "ingress") throw new BillingError("not_found");
  if (!isOperator(caller))
    throw new BillingError("forbidden", { tokenFault: "The access token has no operator role" });
  return next({ ctx: { caller } });
});

const isOperator = (caller: TokenCaller): caller is OperatorCaller => caller.isOperator;
