import type { PurchaseUnit } from "./order-record.ts";
import { purchaseUnitSchema } from "./order-request-schema.ts";
import type { Problem } from "./responses.ts";

/** What PayPal's reference lists as changeable in a purchase unit, as far as the sandbox stores it. */
const changeable: Readonly<Record<string, readonly string[]>> = {
  amount: ["replace"],
  custom_id: ["add", "remove", "replace"],
  description: ["add", "remove", "replace"],
  invoice_id: ["add", "remove", "replace"],
  items: ["add", "remove", "replace"],
  soft_descriptor: ["remove", "replace"],
  "shipping/name": ["add", "replace"],
  "shipping/address": ["add", "replace"],
};

interface UnitStep {
  readonly op: string;
  /** Its path in the unit; undefined for the unit itself, which can only be replaced. */
  readonly field: string | undefined;
  readonly value: unknown;
}

/** A purchase unit after one operation, or why it is not possible. */
export function patchUnit(
  unit: PurchaseUnit,
  { op, field, value }: UnitStep,
): { readonly unit: PurchaseUnit } | Problem {
  const allowed = field === undefined ? ["replace"] : changeable[field];
  if (!allowed) return { issue: "NOT_PATCHABLE" };
  const has = field === undefined || valueAt(unit, field.split("/")) !== undefined;
  if (!allowed.includes(op) || (op === "add") === has) return { issue: "INVALID_PATCH_OPERATION" };
  const { reference_id, payee } = unit;
  const changed =
    field === undefined
      ? { payee, ...(value as object), reference_id }
      : withValue(unit, field.split("/"), op === "remove" ? undefined : value);
  if (!purchaseUnitSchema.safeParse(changed).success) return { issue: "INVALID_PARAMETER_SYNTAX" };
  return { unit: changed as PurchaseUnit };
}

type Json = Readonly<Record<string, unknown>>;

function valueAt(object: Json, [name = "", ...rest]: readonly string[]): unknown {
  const value = object[name];
  return rest.length === 0 ? value : valueAt((value ?? {}) as Json, rest);
}

/** The object with a value at a path; `undefined` removes it. */
function withValue(object: Json, [name = "", ...rest]: readonly string[], value: unknown): Json {
  const { [name]: current, ...others } = object;
  if (rest.length > 0)
    return { ...others, [name]: withValue((current ?? {}) as Json, rest, value) };
  return value === undefined ? others : { ...others, [name]: value };
}
