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

/** An event of a subscription; `id` is what a reconnecting client resumes from. */
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

type RecordOf<Tree> = {
  [Key in keyof Tree]: Tree[Key] extends ProcedureDeclaration
    ? ProcedureOf<Tree[Key]>
    : RecordOf<Tree[Key]>;
};

interface RootTypes {
  ctx: object;
  meta: object;
  errorShape: BillingErrorShape;
  transformer: false;
}

/** The router a client sees, derived from the declaration alone: importing it pulls in no server code. */
export type AppRouter = TRPCBuiltRouter<RootTypes, RecordOf<typeof procedures>>;

export type AppInputs = inferRouterInputs<AppRouter>;
export type AppOutputs = inferRouterOutputs<AppRouter>;

/** One order as its owner sees it. */
export type Order = AppOutputs["order"]["get"];
/** What a customer sends to order a cluster. */
export type CreateOrderInput = AppInputs["order"]["create"];
/** The cluster a customer wishes for. */
export type OrderDetails = CreateOrderInput["order_details"];

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

// A generator's return and next types are its own affair; only what it yields is contract.
type Yielded<T> = T extends AsyncIterable<infer Event, unknown, unknown> ? { event: Event } : T;

interface BuiltProcedure {
  _def: { type: string; $types: { input: unknown; output: unknown } };
}

type Drifts<Declared, Served> = Declared extends BuiltProcedure
  ? Served extends BuiltProcedure
    ? Same<
        [
          Declared["_def"]["type"],
          Declared["_def"]["$types"]["input"],
          Yielded<Declared["_def"]["$types"]["output"]>,
        ],
        [
          Served["_def"]["type"],
          Served["_def"]["$types"]["input"],
          Yielded<Served["_def"]["$types"]["output"]>,
        ]
      > extends true
      ? never
      : "differs"
    : "is not a procedure"
  : {
        [
          Key in keyof Declared | keyof Served as Key extends keyof Declared & keyof Served
            ? [Drifts<Declared[Key], Served[Key]>] extends [never]
              ? never
              : Key
            : Key
        ]: Key extends keyof Declared
          ? Key extends keyof Served
            ? Drifts<Declared[Key], Served[Key]>
            : "is missing in the server"
          : "is not declared in the contract";
      } extends infer Found
    ? keyof Found extends never
      ? never
      : Found
    : never;

/** Where a server's router record departs from the contract, as a readable type; `never` when nowhere. */
export type ContractDrift<Served> = Drifts<RecordOf<typeof procedures>, Served>;
