import type {
  inferRouterInputs,
  inferRouterOutputs,
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from "@trpc/server";
import type { z } from "zod";
import type { BillingErrorShape } from "./errors.ts";
import type { ProcedureDeclaration, procedures } from "./procedures.ts";

type Procedures = typeof procedures;

/** An event of a subscription; a reconnecting client resumes from its `id`. */
export interface ResumableEvent<T> {
  id: string;
  data: T;
}

interface Types<D extends ProcedureDeclaration, Output> {
  input: z.input<D["input"]>;
  output: Output;
  meta: object;
  errorShape: BillingErrorShape;
}

type ProcedureOf<D extends ProcedureDeclaration> = D["kind"] extends "query"
  ? TRPCQueryProcedure<Types<D, z.output<D["output"]>>>
  : D["kind"] extends "mutation"
    ? TRPCMutationProcedure<Types<D, z.output<D["output"]>>>
    : TRPCSubscriptionProcedure<
        Types<D, AsyncIterable<ResumableEvent<z.output<D["output"]>>, void, unknown>>
      >;

/** The procedures of a router that has the contract's shape. */
export type ProcedureRecord = {
  [Group in keyof Procedures]: {
    [Name in keyof Procedures[Group]]: Procedures[Group][Name] extends ProcedureDeclaration
      ? ProcedureOf<Procedures[Group][Name]>
      : never;
  };
};

interface RootTypes {
  ctx: object;
  meta: object;
  errorShape: BillingErrorShape;
  transformer: false;
}

/** The router's type for clients, derived from the declarations: it imports no server code. */
export type AppRouter = TRPCBuiltRouter<RootTypes, ProcedureRecord>;

export type AppInputs = inferRouterInputs<AppRouter>;
export type AppOutputs = inferRouterOutputs<AppRouter>;

/** One order as its owner reads it. */
export type Order = AppOutputs["order"]["get"];
/** The input to order a cluster. */
export type CreateOrderInput = AppInputs["order"]["create"];
/** The details of the ordered cluster. */
export type OrderDetails = CreateOrderInput["order_details"];
