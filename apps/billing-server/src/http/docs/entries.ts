import type { ErrorCode } from "@onekonsole/billing-contract";
import { declarations, type ProcedureDeclaration } from "@onekonsole/billing-contract/schemas";
import { procedureExamples } from "../examples/index.ts";
import { type Direction, type JsonSchema, schemaRef } from "../openapi/component-schemas.ts";
import type { Access, Operation } from "../openapi/operation.ts";
import { operations } from "../openapi/operations.ts";

/** A value that is sent or returned. */
export interface Shape {
  readonly direction: Direction;
  readonly schema: JsonSchema;
  readonly example: unknown;
}

/** A call over tRPC. */
export interface ProcedureCall {
  readonly kind: ProcedureDeclaration["kind"];
  /** `null` if it takes none. */
  readonly input: Shape | null;
  readonly output: Shape;
}

/** A section of the page: a procedure, a route, or a procedure with its route. */
export interface Entry {
  /** The path of the procedure, or the id of the route; the anchor of the section. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly call: ProcedureCall | null;
  readonly route: Operation | null;
  readonly errors: readonly ErrorCode[];
}

/** Every procedure of the contract, then the routes without a procedure. */
export function listEntries(): readonly Entry[] {
  const procedures = [...declarations].map(([path, declaration]) => toEntry(path, declaration));
  const others = operations.filter(({ procedure }) => procedure === null);
  return [...procedures, ...others.map((route) => ({ ...route, call: null, route }))];
}

function toEntry(path: string, declaration: ProcedureDeclaration): Entry {
  const { summary, access, errors } = declaration;
  const route = operations.find(({ procedure }) => procedure === path) ?? null;
  return {
    id: path,
    tag: path.split(".")[0] ?? path,
    summary,
    access,
    call: toCall(path, declaration),
    route,
    errors: route?.errors ?? errors,
  };
}

function toCall(path: string, { kind, input, output }: ProcedureDeclaration): ProcedureCall {
  const example = procedureExamples.get(path);
  const takesNone = input.safeParse(undefined).success && example?.input === undefined;
  return {
    kind,
    input: takesNone
      ? null
      : { direction: "input", schema: schemaRef(input, "input"), example: example?.input },
    output: { direction: "output", schema: schemaRef(output, "output"), example: example?.output },
  };
}
