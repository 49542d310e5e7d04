import { contractVersion, errorCatalog } from "@onekonsole/billing-contract";
import {
  declarations,
  type ProcedureDeclaration,
  receiptPdf,
} from "@onekonsole/billing-contract/schemas";
import { z } from "zod";
import type { Direction, JsonSchema } from "./schema/json-schema.ts";
import { reduceSchema } from "./schema/reduce-schema.ts";

/** What one call of a release accepts and returns. */
export interface Operation {
  readonly access: ProcedureDeclaration["access"];
  readonly errors: readonly string[];
  /** Whether it can be called without an input. */
  readonly input_optional: boolean;
  readonly input: JsonSchema;
  /** Absent for a response that is not JSON. */
  readonly output?: JsonSchema;
  /** For a procedure: its kind, which determines the HTTP method of tRPC. */
  readonly kind?: ProcedureDeclaration["kind"];
  /** The REST route of a procedure. */
  readonly rest?: { readonly route: string; readonly body: JsonSchema };
  /** The media type of a response that is not JSON. */
  readonly media_type?: string;
}

/** The contract of one release as data, to compare another release with it. */
export interface ContractDocument {
  readonly version: string;
  /** Procedures by their path; routes without a procedure by method and path. */
  readonly operations: Readonly<Record<string, Operation>>;
  readonly errors: Readonly<Record<string, { readonly status: number; readonly action: string }>>;
}

/** Today's contract. A rule that is code, such as a refinement, is not part of it. */
export function describeContract(): ContractDocument {
  const procedures = [...declarations].map(
    ([path, declaration]) => [path, describeProcedure(declaration)] as const,
  );
  return {
    version: contractVersion,
    operations: { ...Object.fromEntries(procedures), ...describePdfRoute() },
    errors: Object.fromEntries(
      Object.entries(errorCatalog).map(([code, { status, action }]) => [code, { status, action }]),
    ),
  };
}

function describeProcedure({
  kind,
  access,
  input,
  output,
  errors,
  rest,
}: ProcedureDeclaration): Operation {
  return {
    kind,
    access,
    errors: errors.toSorted(),
    ...describeInput(input),
    output: toSchema(output, "output"),
    ...(rest && {
      rest: { route: `${rest.method} ${rest.path}`, body: toSchema(rest.body, "output") },
    }),
  };
}

function describePdfRoute(): ContractDocument["operations"] {
  const { method, path, access, errors, input, mediaType } = receiptPdf;
  const sorted = errors.toSorted();
  return {
    [`${method} ${path}`]: {
      access,
      errors: sorted,
      ...describeInput(input),
      media_type: mediaType,
    },
  };
}

const describeInput = (input: z.ZodType) => ({
  input_optional: input.safeParse(undefined).success,
  input: toSchema(input, "input"),
});

const toSchema = (schema: z.ZodType, direction: Direction): JsonSchema =>
  // "any": an absent input has no JSON Schema.
  reduceSchema(z.toJSONSchema(schema, { io: direction, unrepresentable: "any" }), direction);
