import { type AppOutputs, formatMoney, type Money } from "@onekonsole/billing-contract";
import { availableActions } from "../../domain/operator-actions.ts";
import type { Order } from "../../domain/order.ts";
import type { Refund } from "../../domain/refund.ts";
import { refundableOf } from "../../domain/refundable.ts";
import type { DetailedAuditEvent, OrderWithStateSince } from "../../ports/operator-store.ts";
import { explain } from "./explain.ts";
import type { OperatorDependencies } from "./operator-dependencies.ts";
import { presentActions } from "./present-actions.ts";

type Line = AppOutputs["operator"]["orders"]["orders"][number];

/** An order as a line of an operator's list. */
export function presentLine({ order, stateSince }: OrderWithStateSince): Line {
  return {
    order_id: order.paypalOrderId,
    state: order.state,
    version: order.version,
    user_id: order.details.user_id,
    cluster_name: order.details.cluster_name,
    amount: formatMoney(order.amount, order.currency),
    captured_amount: inCaptured(order, order.capturedAmount),
    disputed: order.openDisputes.length > 0,
    pending_reason: order.pendingReason,
    problem: order.problem,
    create_time: order.createdAt.toISOString(),
    state_since: stateSince.toISOString(),
  };
}

/** An order as a line of an operator's list, after an action. */
export async function presentChangedOrder(
  { operators }: OperatorDependencies,
  order: Order,
): Promise<Line> {
  const stateSince = await operators.stateSince(order.id);
  return presentLine({ order, stateSince: stateSince ?? order.createdAt });
}

/** Money of the capture's currency; `null` for none. */
function inCaptured(order: Order, amount: bigint): Money | null {
  return amount > 0n ? formatMoney(amount, order.capturedCurrency ?? order.currency) : null;
}

export interface OrderDetail extends OrderWithStateSince {
  readonly refunds: readonly Refund[];
  readonly history: readonly DetailedAuditEvent[];
}

/** An order with all we know of it at that moment. */
export function presentOrder(whole: OrderDetail, now: Date): AppOutputs["operator"]["order"] {
  const { order, refunds, history } = whole;
  const { situation, nextStep } = explain(whole, now);
  return {
    ...presentLine(whole),
    custom_id: order.id,
    order_details: order.details,
    capture_id: order.captureId,
    refunded_amount: inCaptured(order, order.refundedAmount),
    reversed_amount: inCaptured(order, order.reversedAmount),
    refundable_amount: inCaptured(order, refundableOf(order, refunds)),
    delivery: order.delivery,
    web_order_id: order.webOrderId,
    situation,
    next_step: nextStep,
    ...presentActions(order, availableActions(whole)),
    refunds: refunds.map((refund) => ({
      id: refund.id,
      paypal_refund_id: refund.paypalRefundId,
      amount: refund.amount === null ? null : inCaptured(order, refund.amount),
      status: refund.status,
      kind: refund.kind,
      failure_reason: refund.failureReason,
      failed_time: refund.failedAt?.toISOString() ?? null,
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
