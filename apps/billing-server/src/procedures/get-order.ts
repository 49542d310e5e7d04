import { type AppOutputs, formatMoney } from "@onekonsole/billing-contract";
import { maxHistoryEvents } from "@onekonsole/billing-contract/schemas";
import type { AuditEvent } from "../domain/audit-event.ts";
import type { Order } from "../domain/order.ts";
import { paymentStatus, paymentSummary, refundedMoney } from "../domain/payment-summary.ts";
import { problemCode } from "../domain/problem-texts.ts";
import type { Call } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { findVisibleOrder, type OrderReference } from "./find-own-order.ts";
import { historyText } from "./history-text.ts";
import { presentLines, presentVat } from "./present-bill.ts";

/** One order, for its owner. Throws `order_not_found`. */
export async function getOrder(
  { store }: Dependencies,
  call: Call<OrderReference>,
): Promise<AppOutputs["order"]["get"]> {
  const order = await findVisibleOrder(store, call);
  return presentOrder(order, await readLatestEvents(store, order));
}

/** The versions of an order have no gaps, and each has one event. */
async function readLatestEvents(
  store: Dependencies["store"],
  { id, version }: Order,
): Promise<readonly AuditEvent[]> {
  const events = await store.auditEventsSince(id, Math.max(0, version - maxHistoryEvents));
  // Events after the read of the order may have been added.
  return events.slice(-maxHistoryEvents);
}

function presentOrder(order: Order, events: readonly AuditEvent[]): AppOutputs["order"]["get"] {
  return {
    order_id: order.paypalOrderId,
    state: order.state,
    payment_status: paymentStatus(order),
    payment_summary: paymentSummary(order),
    version: order.version,
    amount: formatMoney(order.amount, order.currency),
    ...presentVat(order),
    lines: presentLines(order),
    order_details: order.details,
    payee_email: order.payeeEmail,
    approve_url: order.state === "awaiting_approval" ? order.approveUrl : null,
    web_order_id: order.webOrderId,
    problem: order.problem,
    problem_code: problemCode(order.problem),
    duplicate_of: order.firstOrderId,
    create_time: order.createdAt.toISOString(),
    approve_before: order.approveBefore.toISOString(),
    paid_time: order.paidAt?.toISOString() ?? null,
    provisioned_time: order.provisionedAt?.toISOString() ?? null,
    refunded_amount: refundedMoney(order),
    history: events.map(({ at, event }) => ({
      time: at.toISOString(),
      event,
      text: historyText[event],
    })),
  };
}
