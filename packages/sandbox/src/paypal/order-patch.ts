import { z } from "zod";
import { amountIssues } from "./amount-issues.ts";
import type { OrderRecord, PurchaseUnit } from "./order-record.ts";
import { purchaseUnitSchema } from "./order-request-schema.ts";
import type { Problem } from "./responses.ts";

type Op = "add" | "remove" | "replace";

/** What PayPal's reference lists as changeable in a purchase unit, as far as the sandbox stores it. */
const changeable: Readonly<Record<string, readonly Op[]>> = {
  amount: ["replace"],
  custom_id: ["add", "remove", "replace"],
  description: ["add", "remove", "replace"],
  invoice_id: ["add", "remove", "replace"],
  items: ["add", "remove", "replace"],
  soft_descriptor: ["remove", "replace"],
};

/** The body of a PATCH. `move`, `copy` and `test` are valid JSON Patch, but no field of an order permits them. */
export const orderPatchSchema = z
  .array(
    z.object({
      op: z.enum(["add", "remove", "replace", "move", "copy", "test"]),
      path: z.string().optional(),
      value: z.unknown().optional(),
    }),
  )
  .max(32_767);

export type OrderPatch = z.output<typeof orderPatchSchema>;

/** PayPal's rejection of a patch. */
export interface PatchRefusal {
  readonly status: 400 | 422;
  readonly problems: readonly Problem[];
}

const unitPath = /^\/purchase_units\/@reference_id=='([^']*)'\/(\w+)$/;

/** The purchase units after a patch, or the rejection of its first operation that is not possible. */
export function patchedUnits(
  order: OrderRecord,
  patch: OrderPatch,
): { readonly units: readonly PurchaseUnit[] } | PatchRefusal {
  let units = order.purchase_units;
  for (const [index, step] of patch.entries()) {
    const changed = applyStep(order, units, step);
    if ("issue" in changed)
      return refusal({ field: `/${index}/path`, location: "body", ...changed });
    units = changed;
  }
  const problems = units.flatMap(amountIssues);
  return problems.length > 0 ? { status: 422, problems } : { units };
}

const malformed: ReadonlySet<string> = new Set([
  "INVALID_PATCH_OPERATION",
  "INVALID_PARAMETER_SYNTAX",
]);

function refusal(problem: Problem): PatchRefusal {
  return { status: malformed.has(problem.issue) ? 400 : 422, problems: [problem] };
}

function applyStep(
  order: OrderRecord,
  units: readonly PurchaseUnit[],
  { op, path, value }: OrderPatch[number],
): readonly PurchaseUnit[] | Problem {
  if (path === undefined || path === "") return { issue: "PATCH_PATH_REQUIRED" };
  if (!path.startsWith("/")) return { issue: "INVALID_JSON_POINTER_FORMAT", value: path };
  const [, reference, field = ""] = unitPath.exec(path) ?? [];
  const allowed = changeable[field];
  if (reference === undefined || !allowed) return { issue: "NOT_PATCHABLE", value: path };
  const unit = units.find(({ reference_id }) => reference_id === reference);
  if (!unit) return { issue: "REFERENCE_ID_NOT_FOUND", value: path };
  const has = field in unit;
  if (!allowed.some((known) => known === op) || (op === "add") === has)
    return { issue: "INVALID_PATCH_OPERATION", value: path };
  if (op !== "remove" && value === undefined) return { issue: "PATCH_VALUE_REQUIRED" };
  if (field === "amount" && order.status === "APPROVED" && !isSameAmount(unit, value))
    return { issue: "AMOUNT_CHANGE_NOT_ALLOWED" };
  const changed = changedUnit(unit, field, op === "remove" ? undefined : value);
  if (!changed) return { issue: "INVALID_PARAMETER_SYNTAX", field: path };
  return units.map((each) => (each === unit ? changed : each));
}

/** The payer has approved this amount. */
function isSameAmount({ amount }: PurchaseUnit, value: unknown): boolean {
  const given = value as Partial<typeof amount> | null;
  return given?.value === amount.value && given.currency_code === amount.currency_code;
}

/** Undefined if the value does not have the shape of its field. */
function changedUnit(unit: PurchaseUnit, field: string, value: unknown): PurchaseUnit | undefined {
  const { [field]: _, ...rest } = unit;
  const next = value === undefined ? rest : { ...rest, [field]: value };
  const { success } = purchaseUnitSchema.safeParse(next);
  return success ? (next as PurchaseUnit) : undefined;
}
