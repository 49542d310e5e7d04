import { nearNames } from "./near-names.ts";

/** A field of the input that has the right shape, but no meaning here. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  readonly field: string;

  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`);
    this.field = field;
  }
}

/** Throws an `InvalidInput` that lists similar names, unless the name is one of the known ones. */
export function checkName(field: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const near = nearNames(name, known);
  const hint = near.length > 0 ? near.join(", ") : known.join(", ");
  throw new InvalidInput(field, `unknown; did you mean ${hint}?`);
}
