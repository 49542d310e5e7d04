import type { z } from "zod";
import type { ErrorCode } from "./errors.ts";
import { type ProcedureDeclaration, procedures } from "./procedures.ts";

type Procedures = typeof procedures;

/** Where a procedure is in the router, such as `order.create`. */
export type ProcedurePath = {
  [Group in keyof Procedures]: `${Group}.${keyof Procedures[Group] & string}`;
}[keyof Procedures];

export type DeclarationAt<Path extends ProcedurePath> =
  Path extends `${infer Group extends keyof Procedures}.${infer Name}`
    ? Name extends keyof Procedures[Group]
      ? Procedures[Group][Name]
      : never
    : never;

/** What a procedure receives: its input after validation. */
export type ValidInput<Path extends ProcedurePath> = z.output<DeclarationAt<Path>["input"]>;

/** The codes that a procedure declares. */
export type DeclaredError<Path extends ProcedurePath> = DeclarationAt<Path>["errors"][number];

/** Every declaration by its path. */
export const declarations: ReadonlyMap<string, ProcedureDeclaration> = new Map(
  Object.entries(procedures).flatMap(([group, members]) =>
    Object.entries<ProcedureDeclaration>(members).map(
      ([name, declaration]) => [`${group}.${name}`, declaration] as const,
    ),
  ),
);

const errorsByPath: ReadonlyMap<string, ReadonlySet<ErrorCode>> = new Map(
  [...declarations].map(([path, { errors }]) => [path, new Set(errors)]),
);

/** Whether a procedure may fail with a code; one that is not in the contract may fail with none. */
export const declaresError = (path: string, code: ErrorCode): boolean =>
  errorsByPath.get(path)?.has(code) ?? false;
