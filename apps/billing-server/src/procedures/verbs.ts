import type { ProcedurePath } from "@onekonsole/billing-contract";
import type { DeclarationAt, procedures, ValidInput } from "@onekonsole/billing-contract/schemas";
import type { TrackedEnvelope } from "@trpc/server";
import type { z } from "zod";
import type { CallerFor } from "./authorize.ts";
import type { Context, Dependencies } from "./context.ts";

type Caller<Path extends ProcedurePath> = CallerFor[DeclarationAt<Path>["access"]];

type VerbCall<Path extends ProcedurePath> = (Caller<Path> extends undefined
  ? unknown
  : { readonly caller: Caller<Path> }) &
  Pick<Context, "idempotencyKey"> & {
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
