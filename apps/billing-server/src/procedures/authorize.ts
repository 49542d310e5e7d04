import type { ProcedureDeclaration } from "@onekonsole/billing-contract/schemas";
import { BillingError } from "../domain/billing-error.ts";
import type { Caller, TokenCaller } from "../domain/caller.ts";
import type { OperatorCaller, ServiceCaller } from "./call.ts";
import type { Context } from "./context.ts";

type Access = ProcedureDeclaration["access"];

/** The caller that each `access` of the contract admits; a public procedure has none. */
export interface CallerFor extends Record<Access, Caller | undefined> {
  readonly public: undefined;
  readonly user: Caller;
  readonly service: ServiceCaller;
  readonly operator: OperatorCaller;
}

/**
 * Authenticates the caller, applies the limits and rejects callers without this access. Throws as
 * `authenticateAndLimit` and `limitByAddress` do, and `forbidden` without the role. A procedure for services
 * or operators is `not_found` if the ingress authenticates: it admits every user, and identifies none.
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
  service: async (ctx) => {
    const caller = await tokenCaller(ctx);
    if (isServiceOrOperator(caller)) return caller;
    throw new BillingError("forbidden", { tokenFault: "The access token has no service role" });
  },
  operator: async (ctx) => {
    const caller = await tokenCaller(ctx);
    if (isOperator(caller)) return caller;
    throw new BillingError("forbidden", { tokenFault: "The access token has no operator role" });
  },
};

async function tokenCaller(ctx: Context): Promise<TokenCaller> {
  const caller = await ctx.authenticateAndLimit();
  if (caller.kind === "ingress") throw new BillingError("not_found");
  return caller;
}

const isOperator = (caller: TokenCaller): caller is OperatorCaller => caller.isOperator;

const isServiceOrOperator = (caller: TokenCaller): caller is ServiceCaller =>
  caller.isService || caller.isOperator;
