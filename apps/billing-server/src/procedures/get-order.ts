import { type AppOutputs, formatMoney, orderStateMeaning } from "@onekonsole/billing-contract";
import { BillingError } from "../domain/billing-error.ts";
import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { Dependencies } from "./context.ts";

/** One order as its owner sees it; `order_not_found` when there is none. */
export async function getOrder(
  { store }: Dependencies,
  paypalOrderId: PayPalOrderId,
): Promise<AppOutputs["order"]["get"]> {
  const order = await store.findByPayPalId(paypalOrderId);
  if (!order) throw new BillingError("order_not_found");
  return presentOrder(order);
}

function presentOrder(order: Order): AppOutputs["order"]["get"] {
  return {
    order_id: order.paypalOrderId,
    state: order.state,
    payment_status: orderStateMeaning[order.state].payment,
    version: order.version,
    amount: formatMoney(order.amount, order.currency),
    order_details: order.details,
    payee_email: order.payeeEmail,
    approve_url: order.state === "awaiting_approval" ? order.approveUrl : null,
    web_order_id: order.webOrderId,
    problem: order.problem,
    create_time: order.createdAt.toISOString(),
    approve_before: order.approveBefore.toISOString(),
    paid_time: order.paidAt?.toISOString() ?? null,
    provisioned_time: order.provisionedAt?.toISOString() ?? null,
  };
}
