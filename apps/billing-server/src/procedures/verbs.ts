import type {
  DeclarationAt,
  ProcedurePath,
  procedures,
  ValidInput,
} from "@onekonsole/billing-contract";
import type { inferProcedureBuilderResolverOptions, TrackedEnvelope } from "@trpc/server";
import type { z } from "zod";
import type { Dependencies } from "./context.ts";
import { operatorProcedure, publicProcedure, userProcedure } from "./trpc.ts";

/** The builder for each `access` of the contract: it authenticates, and rejects all other callers. */
export const builders = {
  public: publicProcedure,
  user: userProcedure,
  operator: operatorProcedure,
};

type Access = keyof typeof builders;

/** The context that the builder of this access passes on. */
type ContextFor<A extends Access> = inferProcedureBuilderResolverOptions<
  (typeof builders)[A]
>["ctx"];

type VerbCall<Path extends ProcedurePath> = Pick<
  ContextFor<DeclarationAt<Path>["access"]>,
  keyof ContextFor<DeclarationAt<Path>["access"]> & ("caller" | "idempotencyKey")
> & {
  readonly input: ValidInput<Path>;
  /** Aborts when the client disconnects. */
  readonly signal: AbortSignal | undefined;
};

type Output<Path extends ProcedurePath> = z.input<DeclarationAt<Path>["output"]>;

type VerbResult<Path extends ProcedurePath> = DeclarationAt<Path>["kind"] extends "subscription"
  ? AsyncIterable<TrackedEnvelope<Output<Path>>, void>
  : Output<Path> | Promise<Output<Path>>;

/** The function of a procedure. Its caller is of the kind that the contract's `access` admits. */
export type Verb<Path extends ProcedurePath> = (
  deps: Dependencies,
  call: VerbCall<Path>,
) => VerbResult<Path>;

/** The function of every procedure in a group of the contract. */
export type Verbs<Group extends keyof typeof procedures> = {
  readonly [Name in keyof (typeof procedures)[Group] & string]: Verb<
    `${Group}.${Name}` & ProcedurePath
  >;
};
