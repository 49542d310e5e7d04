import {
  type BillingErrorShape,
  errorCatalog,
  type FieldProblem,
  orderIdPattern,
} from "@onekonsole/billing-contract";
import { initTRPC, TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { ZodError } from "zod";
import { BillingError, textFor } from "../domain/billing-error.ts";
import type { Context } from "./context.ts";

/** The billing error behind anything a procedure threw; what we don't know is `internal`. */
export function toBillingError(error: unknown): BillingError {
  if (error instanceof BillingError) return error;
  if (error instanceof TRPCError) return fromTrpc(error);
  return new BillingError("internal", { cause: error });
}

function fromTrpc(error: TRPCError): BillingError {
  if (error.cause instanceof BillingError) return error.cause;
  switch (error.code) {
    case "BAD_REQUEST":
    case "PARSE_ERROR":
    case "UNSUPPORTED_MEDIA_TYPE": {
      const fields = error.cause instanceof ZodError ? fieldsOf(error.cause) : unreadable;
      return new BillingError("invalid_input", { fields, cause: error });
    }
    case "NOT_FOUND":
      return new BillingError("not_found", { cause: error });
    case "METHOD_NOT_SUPPORTED":
      return new BillingError("method_not_allowed", { cause: error });
    default:
      return new BillingError("internal", { cause: error });
  }
}

const unreadable: readonly FieldProblem[] = [{ path: "", message: "is not readable" }];

/** One problem a field and rule: a number too large by far breaks the same rule twice. */
function fieldsOf(error: ZodError): FieldProblem[] {
  const problems = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const byText = new Map(problems.map((it) => [`${it.path} ${it.message}`, it]));
  return [...byText.values()];
}

/** The wire shape of an error: the contract's text and code, never an internal one. */
export function shapeOf(error: BillingError, requestId: string): BillingErrorShape {
  const { status, trpc, action } = errorCatalog[error.code];
  const { retryAfterSeconds: seconds, approveUrl } = error;
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
    },
  };
}

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ error, ctx }) => shapeOf(toBillingError(error), ctx?.requestId ?? "unknown"),
  sse: {
    ping: { enabled: true, intervalMs: 1_000 },
    client: { reconnectAfterInactivityMs: 5_000 },
  },
});

export const { router, createCallerFactory } = t;

/** Every procedure passes here: what it throws leaves as a TRPCError of the right status. */
const procedure = t.procedure.use(async ({ ctx, path, next, getRawInput }) => {
  const result = await ctx.deps.tracer.span({ name: path }, async (span) => {
    const ended = await next();
    if (!ended.ok) span.add({ code: toBillingError(ended.error).code });
    return ended;
  });
  // Whoever was refused before his input was looked at is not told what is wrong with it.
  const sent = await getRawInput().catch(() => undefined);
  const orderId = orderIdIn(sent) ?? (result.ok && orderIdIn(result.data));
  if (orderId) ctx.onOrder?.(orderId);
  if (result.ok) return result;
  const error = toBillingError(result.error);
  throw new TRPCError({
    code: errorCatalog[error.code].trpc,
    message: error.message,
    cause: error,
  });
});

/** The order that an input or an output is about; it goes into the log, so only what looks like an id. */
export function orderIdIn(value: unknown): string | undefined {
  const { order_id: id } = (value ?? {}) as { order_id?: unknown };
  return typeof id === "string" && orderIdPattern.test(id) ? id : undefined;
}

/** For everybody: nobody is asked who he is. */
export const publicProcedure = procedure;

/** For users and services, or whom the ingress let through: `ctx.caller` says who. */
export const userProcedure = procedure.use(async ({ ctx, next }) =>
  next({ ctx: { caller: await ctx.admit() } }),
);

/** For operators, each by name: off where the ingress is trusted, which tells nobody who they are. */
export const operatorProcedure = procedure.use(async ({ ctx, next }) => {
  const caller = await ctx.admit();
  if (caller.kind === "ingress") throw new BillingError("not_found");
  if (!caller.isOperator) throw new BillingError("forbidden");
  return next({ ctx: { actor: `${caller.name} (${caller.subject})` } });
});
