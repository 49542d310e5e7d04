import type { AnyTRPCProcedure } from "@trpc/server";
import type { z } from "zod";
import { declarations, type ProcedurePath } from "./procedure-paths.ts";
import type { ProcedureDeclaration } from "./procedures.ts";
import type { ProcedureRecord } from "./router.ts";

/** The methods of tRPC's procedure builder that build a declared procedure. */
interface ProcedureBuilder {
  input(schema: z.ZodType): {
    output(schema: z.ZodType): {
      query(resolver: Resolver): AnyTRPCProcedure;
      mutation(resolver: Resolver): AnyTRPCProcedure;
    };
    subscription(resolver: Resolver): AnyTRPCProcedure;
  };
}

type Resolver = (options: object) => unknown;

/** How a server implements the contract; `Options` is what tRPC calls its resolvers with. */
export interface Implementation<Options> {
  /** The builder for each kind of caller; it rejects all others. */
  readonly builders: Readonly<Record<ProcedureDeclaration["access"], ProcedureBuilder>>;
  /** Performs a call; for a subscription, returns its stream of tracked events. */
  readonly resolve: (path: ProcedurePath, options: Options) => unknown;
}

/** Builds every procedure of the contract, with the access, schemas and kind that it declares. */
export function procedureRecord<Options>(implementation: Implementation<Options>): ProcedureRecord {
  const { builders, resolve } = implementation;
  const record: Record<string, Record<string, AnyTRPCProcedure>> = {};
  for (const [path, declaration] of declarations) {
    const [group = "", name = ""] = path.split(".");
    const resolver = (options: object) => resolve(path as ProcedurePath, options as Options);
    (record[group] ??= {})[name] = build(builders[declaration.access], declaration, resolver);
  }
  return record as unknown as ProcedureRecord;
}

function build(
  builder: ProcedureBuilder,
  { kind, input, output }: ProcedureDeclaration,
  resolver: Resolver,
): AnyTRPCProcedure {
  const withInput = builder.input(input);
  switch (kind) {
    case "query":
      return withInput.output(output).query(resolver);
    case "mutation":
      return withInput.output(output).mutation(resolver);
    // Without an output: tRPC would validate the stream with it, not its events.
    case "subscription":
      return withInput.subscription(resolver);
  }
}
