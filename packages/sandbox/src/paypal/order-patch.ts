import { z } from "zod";
import { type OrderRecord, type PurchaseUnit, toPurchaseUnit } from "./order-record.ts";
import { orderRequestSchema } from "./order-request-schema.ts";
import { purchaseUnitIssues } from "./purchase-unit-issues.ts";
import type { Problem } from "./responses.ts";
import { patchUnit } from "./unit-patch.ts";

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

type Step = z.output<typeof orderPatchSchema>[number];

/** The part of an order that a patch can change. */
export type Changeable = Pick<OrderRecord, "intent" | "purchase_units">;

/** PayPal's rejection of a patch. */
export interface PatchRefusal {
  readonly status: 400 | 422;
  readonly problems: readonly Problem[];
}

/** What a patch changes in an order, or the rejection of its first operation that is not possible. */
export function patchOrderParts(
  order: OrderRecord,
  patch: readonly Step[],
): Changeable | PatchRefusal {
  let draft: Changeable = order;
  for (const [index, step] of patch.entries()) {
    const changed = applyStep(order, draft, step);
    if ("issue" in changed)
      return refusal({ field: `/${index}/path`, location: "body", ...changed });
    draft = changed;
  }
  const { intent, purchase_units } = draft;
  const problems = purchaseUnitIssues({ intent, purchase_units: [...purchase_units] });
  if (problems.length > 0) return { status: 422, problems };
  return { intent, purchase_units: purchase_units.map(toPurchaseUnit) };
}

const malformed: ReadonlySet<string> = new Set([
  "INVALID_PATCH_OPERATION",
  "INVALID_PARAMETER_SYNTAX",
  "INVALID_PARAMETER_VALUE",
]);

function refusal(problem: Problem): PatchRefusal {
  return { status: malformed.has(problem.issue) ? 400 : 422, problems: [problem] };
}

const unitPath = /^\/purchase_units\/@reference_id=='([^']*)'(?:\/(.+))?$/;

function applyStep(order: OrderRecord, draft: Changeable, step: Step): Changeable | Problem {
  const { op, path, value } = step;
  if (path === undefined || path === "") return { issue: "PATCH_PATH_REQUIRED" };
  if (!path.startsWith("/")) return { issue: "INVALID_JSON_POINTER_FORMAT", value: path };
  if (op !== "remove" && value === undefined) return { issue: "PATCH_VALUE_REQUIRED" };
  if (path === "/intent") return patchIntent(draft, step);
  const [, reference, field] = unitPath.exec(path) ?? [];
  if (reference === undefined) return { issue: "NOT_PATCHABLE", value: path };
  const unit = draft.purchase_units.find(({ reference_id }) => reference_id === reference);
  if (!unit) return { issue: "REFERENCE_ID_NOT_FOUND", value: path };
  const changed = patchUnit(unit, { op, field, value });
  if ("issue" in changed) return { value: path, ...changed };
  if (order.status === "APPROVED" && !isSameAmount(unit, changed.unit))
    return { issue: "AMOUNT_CHANGE_NOT_ALLOWED" };
  const purchase_units = draft.purchase_units.map((it) => (it === unit ? changed.unit : it));
  return { ...draft, purchase_units };
}

function patchIntent(draft: Changeable, { op, value }: Step): Changeable | Problem {
  if (op !== "replace") return { issue: "INVALID_PATCH_OPERATION", value: "/intent" };
  const intent = orderRequestSchema.shape.intent.safeParse(value);
  return intent.success ? { ...draft, intent: intent.data } : { issue: "INVALID_PARAMETER_VALUE" };
}

/** The payer has approved the amount. */
const isSameAmount = (a: PurchaseUnit, b: PurchaseUnit): boolean =>
  toPurchaseUnit(a).amount.value === toPurchaseUnit(b).amount.value &&
  a.amount.currency_code === b.amount.currency_code;
