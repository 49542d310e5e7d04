import {
  type AppOutputs,
  formatMoney,
  orderStateMeaning,
  type PaymentStatus,
} from "@onekonsole/billing-contract";
import type { AuditEvent } from "../domain/audit-event.ts";
import type { Order } from "../domain/order.ts";
import { isFullyReturned } from "../domain/remaining-amount.ts";
import type { Call } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { findVisibleOrder, type OrderReference } from "./find-own-order.ts";
import { historyText } from "./history-text.ts";

/** One order, for its owner. Throws `order_not_found`. */
export async function getOrder(
  { store }: Dependencies,
  call: Call<OrderReference>,
): Promise<AppOutputs["order"]["get"]> {
  const order = await findVisibleOrder(store, call);
  return presentOrder(order, await store.auditEventsSince(order.id, 0));
}

/** An order in manual review counts as paid while its payment is held. */
function paymentStatus(order: Order): PaymentStatus {
  if (order.state === "needs_attention" && order.capturedAmount > 0n)
    return isFullyReturned(order) ? "Failed" : "Paid";
  return orderStateMeaning[order.state].payment;
}

function presentOrder(order: Order, events: readonly AuditEvent[]): AppOutputs["order"]["get"] {
  return {
    order_id: order.paypalOrderId,
    state: order.state,
    payment_status: paymentStatus(order),
    version: order.version,
    amount: formatMoney(order.amount, order.currency),
    order_details: order.details,
    payee_email: order.payeeEmail,
    approve_url: order.state === "awaiting_approval" ? order.approveUrl : null,
    web_order_id: order.webOrderId,
    problem: order.problem,
    duplicate_of: order.firstOrderId,
    create_time: order.createdAt.toISOString(),
    approve_before: order.approveBefore.toISOString(),
    paid_time: order.paidAt?.toISOString() ?? null,
    provisioned_time: order.provisionedAt?.toISOString() ?? null,
    refunded_amount:
      order.refundedAmount > 0n
        ? formatMoney(order.refundedAmount, order.capturedCurrency ?? order.currency)
        : null,
    history: events.map(({ at, event }) => ({ time: at.toISOString(), text: historyText[event] })),
  };
}
