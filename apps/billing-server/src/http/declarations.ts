import { type ProcedureDeclaration, procedures } from "@onekonsole/billing-contract";

/** The contract's procedures by name, as in `order.create`. */
export const declarations: ReadonlyMap<string, ProcedureDeclaration> = new Map(
  Object.entries(procedures).flatMap(([group, members]) =>
    Object.entries<ProcedureDeclaration>(members).map(
      ([name, declaration]) => [`${group}.${name}`, declaration] as const,
    ),
  ),
);
