import {
  type AppOutputs,
  formatMoney,
  type Order,
  orderBill,
  type OrderEventCode,
  type OrderProblem,
  type OrderState,
  orderStateMeaning,
} from "@onekonsole/billing-contract";
import type { ValidInput } from "@onekonsole/billing-contract/schemas";
import type { OrderUpdate } from "../wait-until-settled.ts";

type PriceList = AppOutputs["order"]["prices"];

/** An order in memory. */
export interface KitOrder {
  readonly input: ValidInput<"order.create">;
  order: Order;
  /** All, the first with version 1. */
  readonly updates: OrderUpdate[];
  /** Whether the payer has approved it at PayPal. */
  isApproved: boolean;
}

export interface NewOrder {
  readonly id: string;
  readonly input: ValidInput<"order.create">;
  readonly prices: PriceList;
  readonly approveUrl: string;
  readonly now: Date;
}

const approvalMs = 3 * 3_600_000;

/** Creates an order in the state `awaiting_approval`. */
export function createKitOrder({ id, input, prices, approveUrl, now }: NewOrder): KitOrder {
  const { order_details: details, currency } = input;
  const money = (minorUnits: bigint) => formatMoney(minorUnits, currency);
  const bill = orderBill(details, prices, currency);
  const order: Order = {
    order_id: id,
    state: "awaiting_approval",
    payment_status: "Pending",
    payment_summary: "Pending",
    version: 0,
    amount: money(bill.gross),
    net_amount: money(bill.net),
    vat_amount: money(bill.vat),
    vat: prices.vat,
    lines: bill.lines.map(({ item, quantity, unitMinorUnits, minorUnits }) => ({
      item,
      quantity,
      unit_amount: money(unitMinorUnits),
      amount: money(minorUnits),
    })),
    order_details: details,
    payee_email: null,
    approve_url: approveUrl,
    web_order_id: null,
    problem: null,
    problem_code: null,
    duplicate_of: null,
    create_time: now.toISOString(),
    approve_before: new Date(now.getTime() + approvalMs).toISOString(),
    paid_time: null,
    provisioned_time: null,
    refunded_amount: null,
    history: [],
  };
  const created: KitOrder = { input, order, updates: [], isApproved: false };
  moveKitOrder(created, { state: "awaiting_approval", now });
  return created;
}

/** The event by which an order usually enters a state. */
const eventOfState = {
  awaiting_approval: "created",
  approved: "payer_approved",
  capture_pending: "capture_pending",
  captured: "capture_completed",
  provisioned: "delivered",
  capture_failed: "capture_declined",
  expired: "approval_timed_out",
  refunding: "refund_requested",
  refunded: "fully_refunded",
  needs_attention: "gave_up",
  closed: "closed",
} as const satisfies Readonly<Record<OrderState, OrderEventCode>>;

export interface Move {
  readonly state: OrderState;
  /** What is wrong with the order: its code, and its text as the customer reads it. */
  readonly problem?: { readonly code: OrderProblem; readonly text: string } | undefined;
  readonly now: Date;
}

/** Moves an order into a state: a new version, with one update. */
export function moveKitOrder(kept: KitOrder, { state, problem, now }: Move): void {
  const { order } = kept;
  const time = now.toISOString();
  const { payment, text, settled } = orderStateMeaning[state];
  const version = order.version + 1;
  const isPaid = payment === "Paid";
  const problems = { problem: problem?.text ?? null, problem_code: problem?.code ?? null };
  kept.order = {
    ...order,
    ...problems,
    state,
    version,
    payment_status: payment,
    payment_summary: state === "refunded" ? "Refunded" : payment,
    approve_url: state === "awaiting_approval" ? order.approve_url : null,
    paid_time: order.paid_time ?? (isPaid ? time : null),
    provisioned_time: state === "provisioned" ? time : order.provisioned_time,
    web_order_id: state === "provisioned" ? 1 : order.web_order_id,
    refunded_amount: state === "refunded" ? order.amount : order.refunded_amount,
    history: [...order.history, { time, event: eventOfState[state], text }],
  };
  kept.updates.push({ order_id: order.order_id, version, state, settled, ...problems, time });
}
