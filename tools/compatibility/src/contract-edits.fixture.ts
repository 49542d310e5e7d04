import { compareContracts, describeChange } from "./compare-contracts.ts";
import { type ContractDocument, describeContract, type Operation } from "./contract-document.ts";
import type { JsonSchema } from "./schema/json-schema.ts";

export type Writable<T> = T extends readonly (infer Item)[]
  ? Writable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Writable<T[Key]> }
    : T;

export const today = describeContract();

/** A change of the contract. */
export type Edit = (contract: Writable<ContractDocument>) => unknown;

/** The breaking changes from today's contract to an edited copy of it, as lines without the remedy. */
export function linesAfter(edit: Edit): readonly string[] {
  const edited = structuredClone(today) as Writable<ContractDocument>;
  edit(edited);
  return compareContracts(today, edited).map((change) =>
    describeChange(change).replace(` ${change.remedy}`, ""),
  );
}

export const editOperation =
  (path: string, edit: (operation: Writable<Operation>) => void) =>
  ({ operations }: Writable<ContractDocument>) =>
    edit(operations[path] as Writable<Operation>);

export const editInput = (
  path: string,
  field: string,
  edit: (schema: Writable<JsonSchema>) => void,
) => editOperation(path, ({ input }) => edit(property(input, field)));

export const editOutput = (
  path: string,
  field: string,
  edit: (schema: Writable<JsonSchema>) => void,
) => editOperation(path, ({ output }) => edit(property(output ?? {}, field)));

/** The schema at a path such as `orders[].amount`; empty for the whole. */
const property = (schema: Writable<JsonSchema>, path: string): Writable<JsonSchema> =>
  path
    .replaceAll("[]", ".[]")
    .split(".")
    .filter(Boolean)
    .reduce((part, name) => (name === "[]" ? part.items : part.properties?.[name]) ?? {}, schema);
