import { errorCatalog, orderIdPattern } from "@onekonsole/billing-contract";
import { TRPCError } from "@trpc/server";
import type { BillingError } from "../domain/billing-error.ts";
import type { Context } from "./context.ts";
import { declaredError } from "./declared-error.ts";

/** One call of a procedure. */
export interface ProcedureCall {
  /** As in `order.create`. */
  readonly path: string;
  readonly ctx: Context;
  /** Reads the input before validation. */
  readonly getRawInput: () => Promise<unknown>;
  /** Aborts when the client disconnects. */
  readonly signal: AbortSignal | undefined;
}

type Outcome = { readonly data: unknown } | { readonly error: BillingError };

/**
 * Performs a call inside its span and reports the order that it is about. Errors, also those of the
 * stream of a subscription, leave as a TRPCError with a code that the contract declares.
 */
export async function declareErrors(
  { path, ctx, getRawInput }: ProcedureCall,
  perform: () => Promise<unknown>,
): Promise<unknown> {
  const outcome = await ctx.deps.tracer.span({ name: path }, async (span): Promise<Outcome> => {
    try {
      return { data: await perform() };
    } catch (thrown) {
      const error = declaredError(path, thrown);
      span.add({ code: error.code });
      return { error };
    }
  });
  // The raw input: an unauthenticated call is rejected before its input is validated.
  const rawInput = await getRawInput().catch(() => undefined);
  const orderId = orderIdIn(rawInput) ?? ("data" in outcome ? orderIdIn(outcome.data) : undefined);
  if (orderId) ctx.onOrder?.(orderId);
  if ("error" in outcome) throw toTrpcError(outcome.error);
  return isStream(outcome.data) ? declareStreamErrors(path, outcome.data) : outcome.data;
}

const isStream = (data: unknown): data is AsyncIterable<unknown> =>
  typeof data === "object" && data !== null && Symbol.asyncIterator in data;

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
