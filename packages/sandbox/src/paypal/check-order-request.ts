import { type OrderRequest, orderRequestSchema } from "./order-request-schema.ts";
import { purchaseUnitIssues } from "./purchase-unit-issues.ts";
import type { Problem } from "./responses.ts";
import { shapeProblem } from "./shape-problem.ts";

/** A valid order request, or the status and problems of PayPal's rejection. */
export type CheckedOrderRequest =
  | { readonly request: OrderRequest }
  | { readonly status: 400 | 422; readonly problems: readonly Problem[] };

/** Validates an order request as PayPal does: first its shape (400), then the business rules (422). */
export function checkOrderRequest(body: unknown): CheckedOrderRequest {
  const parsed = orderRequestSchema.safeParse(body, { reportInput: true });
  if (!parsed.success) return { status: 400, problems: parsed.error.issues.map(shapeProblem) };
  const problems = purchaseUnitIssues(parsed.data);
  return problems.length ? { status: 422, problems } : { request: parsed.data };
}
