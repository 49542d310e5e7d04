import { type AppOutputs, formatMoney, orderStateMeaning } from "@onekonsole/billing-contract";
import type { AuditEvent } from "./audit-event.ts";
import { encodeCursor } from "./feed-cursor.ts";
import type { Order } from "./order.ts";
import { type OrderPayment, paidMoney, paymentStatus, paymentSummary } from "./payment-summary.ts";
import { problemCode } from "./problem-texts.ts";

/** An order as it was after an event. */
export interface OrderAtEvent
  extends
    OrderPayment,
    Pick<Order, "paypalOrderId" | "details" | "amount" | "webOrderId" | "firstOrderId"> {
  readonly isDisputed: boolean;
}

/** An event in the feed. */
export interface FeedEvent extends Omit<AuditEvent, "state"> {
  /** Its place in the feed: from 1, without gaps, given after the commit and never changed. */
  readonly position: bigint;
  readonly order: OrderAtEvent;
}

/** An event as services receive it. It has codes only: no text of an operator, and no internal one. */
export type PresentedEvent = AppOutputs["events"]["list"]["events"][number];

/** The id of an event: an order has one event for each version. */
export const eventId = (
  { paypalOrderId }: Pick<OrderAtEvent, "paypalOrderId">,
  version: number,
): string => `${paypalOrderId}-${version}`;

/** The event on the wire, the same in the feed and in webhooks. */
export function presentFeedEvent(event: FeedEvent): PresentedEvent {
  const { order, version } = event;
  return {
    id: eventId(order, version),
    cursor: encodeCursor(event.position),
    type: event.event,
    order_id: order.paypalOrderId,
    version,
    state: order.state,
    settled: orderStateMeaning[order.state].settled,
    problem_code: problemCode(event.problem),
    time: event.at.toISOString(),
    payment_status: paymentStatus(order),
    payment_summary: paymentSummary(order),
    amount: formatMoney(order.amount, order.currency),
    captured_amount: paidMoney(order, order.capturedAmount),
    refunded_amount: paidMoney(order, order.refundedAmount),
    reversed_amount: paidMoney(order, order.reversedAmount),
    disputed: order.isDisputed,
    duplicate_of: order.firstOrderId,
    web_order_id: order.webOrderId,
    order_details: order.details,
  };
}
