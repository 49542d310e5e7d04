import type { ProcedureDeclaration } from "@onekonsole/billing-contract/schemas";
import { BillingError } from "../domain/billing-error.ts";
import type { Caller, TokenCaller } from "../domain/caller.ts";
import type { OperatorCaller } from "./call.ts";
import type { Context } from "./context.ts";

type Access = ProcedureDeclaration["access"];

/** The caller that each `access` of the contract admits; a public procedure has none. */
export interface CallerFor extends Record<Access, Caller | undefined> {
  readonly public: undefined;
  readonly user: Caller;
  readonly operator: OperatorCaller;
}

/**
 * Authenticates the caller, applies the limits and rejects callers without this access. Throws as
 * `authenticateAndLimit` and `limitByAddress` do, and `forbidden` without the operator role. An operator
 * procedure is `not_found` if the ingress authenticates, which does not identify users.
 */
export function authorize<A extends Access>(access: A, ctx: Context): Promise<CallerFor[A]> {
  return admit[access](ctx);
}

const admit: { readonly [A in Access]: (ctx: Context) => Promise<CallerFor[A]> } = {
  public: async (ctx) => {
    await ctx.limitByAddress?.();
    return undefined;
  },
  user: (ctx) => ctx.authenticateAndLimit(),
  operator: async (ctx) => {
    const caller = await ctx.authenticateAndLimit();
    if (caller.kind === "ingress") throw new BillingError("not_found");
    if (isOperator(caller)) return caller;
    throw new BillingError("forbidden", { tokenFault: "The access token has no operator role" });
  },
};

const isOperator = (caller: TokenCaller): caller is OperatorCaller => caller.isOperator;
