import { type AppOutputs, formatMoney, type ReceiptDocument } from "@onekonsole/billing-contract";
import { availableActions } from "../../domain/operator-actions.ts";
import type { Order } from "../../domain/order.ts";
import { paidMoney } from "../../domain/payment-summary.ts";
import type { Refund } from "../../domain/refund.ts";
import { refundableAmount } from "../../domain/refundable.ts";
import type { DetailedAuditEvent, OrderWithStateSince } from "../../ports/operator-store.ts";
import { presentVat } from "../present-bill.ts";
import { explain } from "./explain.ts";
import type { OperatorDependencies } from "./operator-dependencies.ts";
import { presentActions } from "./present-actions.ts";

type ListedOrder = AppOutputs["operator"]["orders"]["orders"][number];

/** An order in an operator's list. */
export function presentListedOrder({ order, stateSince }: OrderWithStateSince): ListedOrder {
  return {
    order_id: order.paypalOrderId,
    state: order.state,
    version: order.version,
    user_id: order.details.user_id,
    cluster_name: order.details.cluster_name,
    amount: formatMoney(order.amount, order.currency),
    captured_amount: paidMoney(order, order.capturedAmount),
    disputed: order.openDisputes.length > 0,
    pending_reason: order.pendingReason,
    problem: order.problem,
    create_time: order.createdAt.toISOString(),
    state_since: stateSince.toISOString(),
  };
}

/** An order in an operator's list, after an action. */
export async function presentChangedOrder(
  { operators }: OperatorDependencies,
  order: Order,
): Promise<ListedOrder> {
  const stateSince = await operators.stateSince(order.id);
  return presentListedOrder({ order, stateSince: stateSince ?? order.createdAt });
}

export interface OrderDetail extends OrderWithStateSince {
  readonly refunds: readonly Refund[];
  readonly receipts: readonly ReceiptDocument[];
  readonly history: readonly DetailedAuditEvent[];
}

/** An order with its refunds, history, situation and available actions. */
export function presentOrder(detail: OrderDetail, now: Date): AppOutputs["operator"]["order"] {
  const { order, refunds, receipts, history } = detail;
  const { situation, nextStep } = explain(detail, now);
  return {
    ...presentListedOrder(detail),
    ...presentVat(order),
    custom_id: order.id,
    order_details: order.details,
    capture_id: order.captureId,
    refunded_amount: paidMoney(order, order.refundedAmount),
    reversed_amount: paidMoney(order, order.reversedAmount),
    refundable_amount: paidMoney(order, refundableAmount(order, refunds)),
    delivery: order.delivery,
    web_order_id: order.webOrderId,
    situation,
    next_step: nextStep,
    ...presentActions(order, availableActions(detail)),
    refunds: refunds.map((refund) => ({
      id: refund.id,
      paypal_refund_id: refund.paypalRefundId,
      amount: refund.amount === null ? null : paidMoney(order, refund.amount),
      status: refund.status,
      kind: refund.kind,
      failure_reason: refund.failureReason,
      failed_time: refund.failedAt?.toISOString() ?? null,
    })),
    receipts: receipts.map(({ number, kind, issued_time, total_amount }) => ({
      number,
      kind,
      issued_time,
      total_amount,
    })),
    history: history.map((line) => ({
      version: line.version,
      time: line.at.toISOString(),
      event: line.event,
      from_state: line.from,
      to_state: line.state,
      caused_by: line.by,
      actor: line.actor,
      note: line.note,
      problem: line.problem,
      debug_id: line.debugId,
    })),
  };
}
