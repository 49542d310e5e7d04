import type { Call } from "../http/call.ts";
import { jsonRefusal } from "./json-body.ts";
import { orderPatchSchema, patchOrderParts } from "./order-patch.ts";
import { touchOrder } from "./order-record.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { apiError, emptyAnswer, issueError, notFound } from "./responses.ts";
import { shapeProblem } from "./shape-problem.ts";

/** `PATCH /v2/checkout/orders/{id}`: all operations of a JSON Patch, or none. */
export function patchOrder(paypal: PayPalSandbox, call: Call): Response {
  const refusal = jsonRefusal(call);
  if (refusal) return refusal;
  const order = paypal.find(call.params["id"] ?? "");
  if (!order) return notFound();
  if (order.status === "COMPLETED") return issueError("ORDER_ALREADY_COMPLETED");
  const parsed = orderPatchSchema.safeParse(call.json, { reportInput: true });
  if (!parsed.success) return apiError(400, parsed.error.issues.map(shapeProblem));
  const patched = patchOrderParts(order, parsed.data);
  if ("problems" in patched) return apiError(patched.status, patched.problems);
  order.intent = patched.intent;
  order.purchase_units = patched.purchase_units;
  touchOrder(order, paypal.clock.now());
  return emptyAnswer();
}
