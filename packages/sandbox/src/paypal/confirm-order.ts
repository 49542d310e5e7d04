import { z } from "zod";
import type { Call } from "../http/call.ts";
import { bodyRefusal, wantsRepresentation } from "./json-body.ts";
import { type OrderRecord, touchOrder } from "./order-record.ts";
import { contextSchema } from "./order-request-schema.ts";
import { fullOrder, minimalOrder } from "./order-wire.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, apiError, issueError, notFound } from "./responses.ts";
import { shapeProblem } from "./shape-problem.ts";

const confirmation = z.looseObject({
  payment_source: z.looseObject({
    paypal: z.looseObject({ experience_context: contextSchema.optional() }).optional(),
  }),
});

/**
 * `POST /v2/checkout/orders/{id}/confirm-payment-source`: chooses PayPal as the payment source, so that the payer
 * has to approve. Other payment sources are rejected.
 */
export function confirmPaymentSource(paypal: PayPalSandbox, call: Call): Response {
  const refusal = bodyRefusal(call);
  if (refusal) return refusal;
  const order = paypal.find(call.params["id"] ?? "");
  if (!order) return notFound();
  const parsed = confirmation.safeParse(call.json, { reportInput: true });
  if (!parsed.success) return apiError(400, parsed.error.issues.map(shapeProblem));
  const source = parsed.data.payment_source;
  const issue = stateIssue(order) ?? sourceIssue(source);
  if (issue) return issueError(issue, "orders.confirm");
  order.status = "PAYER_ACTION_REQUIRED";
  order.approvalRel = "payer-action";
  const context = source.paypal?.experience_context;
  order.returnUrl = context?.return_url ?? order.returnUrl;
  order.cancelUrl = context?.cancel_url ?? order.cancelUrl;
  order.brandName = context?.brand_name ?? order.brandName;
  order.locale = context?.locale ?? order.locale;
  if (context?.user_action) order.paysNow = context.user_action === "PAY_NOW";
  touchOrder(order, paypal.clock.now());
  const view = wantsRepresentation(call) ? fullOrder : minimalOrder;
  return answer(200, view(order, paypal.url));
}

function stateIssue({ status }: OrderRecord): string | undefined {
  if (status === "COMPLETED") return "ORDER_ALREADY_CAPTURED";
  return status === "APPROVED" ? "PAYMENT_ALREADY_APPROVED" : undefined;
}

function sourceIssue(source: Readonly<Record<string, unknown>>): string | undefined {
  const names = Object.keys(source);
  if (names.length === 0) return "NO_PAYMENT_SOURCE_PROVIDED";
  if (names.length > 1) return "ONLY_ONE_PAYMENT_SOURCE_ALLOWED";
  return names[0] === "paypal" ? undefined : "PAYMENT_SOURCE_CANNOT_BE_USED";
}
