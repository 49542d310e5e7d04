import { declarations } from "@onekonsole/billing-contract/schemas";
import { TRPCError } from "@trpc/server";
import type { z } from "zod";
import { authorize } from "./authorize.ts";
import { declareErrors, type ProcedureCall } from "./declare-errors.ts";
import { eventVerbs } from "./event-verbs.ts";
import { operatorVerbs } from "./operator-verbs.ts";
import { orderVerbs } from "./order-verbs.ts";
import type { Verb } from "./verbs.ts";

const verbs: ReadonlyMap<string, Verb<"order.get">> = new Map(
  Object.entries({ order: orderVerbs, events: eventVerbs, operator: operatorVerbs }).flatMap(
    ([group, members]) =>
      Object.entries(members).map(
        // The declaration of its path decides what a verb receives.
        ([name, verb]) => [`${group}.${name}`, verb as unknown as Verb<"order.get">] as const,
      ),
  ),
);

/**
 * Runs a procedure of the contract, over tRPC or not: authorizes the caller, validates the input,
 * performs the verb and validates its output. Rejects with a TRPCError whose cause is a BillingError that
 * the contract declares for the path.
 */
export const runProcedure = (call: ProcedureCall): Promise<unknown> =>
  declareErrors(call, () => perform(call));

async function perform({ path, ctx, getRawInput, signal }: ProcedureCall): Promise<unknown> {
  const [declaration, verb] = [declarations.get(path), verbs.get(path)];
  if (!declaration || !verb) throw new TRPCError({ code: "NOT_FOUND" });
  const { access, kind, input: inputSchema, output: outputSchema } = declaration;
  const caller = await authorize(access, ctx);
  const input = validInput(inputSchema, await getRawInput());
  const { deps, idempotencyKey } = ctx;
  const call = { caller, input, idempotencyKey, signal } as Parameters<typeof verb>[1];
  const output: unknown = await verb(deps, call);
  // A stream's events are typed by its verb.
  return kind === "subscription" ? output : validOutput(outputSchema, output);
}

function validInput(schema: z.ZodType, input: unknown): unknown {
  const { success, data, error } = schema.safeParse(input);
  if (!success) throw new TRPCError({ code: "BAD_REQUEST", cause: error });
  return data;
}

/** An output outside the contract is a bug. */
function validOutput(schema: z.ZodType, output: unknown): unknown {
  const { success, data, error } = schema.safeParse(output);
  if (!success)
    throw new TRPCError({
      code: "INTERNAL_SERVER_ERROR",
      message: "Output validation failed",
      cause: error,
    });
  return data;
}
