import type { AppOutputs } from "@onekonsole/billing-contract";
import type { OutputOf } from "@onekonsole/billing-sandbox/control";

export type OurOrderLine = AppOutputs["operator"]["orders"]["orders"][number];
export type OurOrder = AppOutputs["operator"]["order"];
export type PayPalOrder = OutputOf<"orders", "show">;
export type WebhookEvent = OutputOf<"webhooks", "list">["events"][number];
export type Dispute = OutputOf<"disputes", "open">;

/** An order in both worlds; a payment past the service has no order of ours. */
export interface DeskOrder {
  /** PayPal's id, which is ours as well. */
  readonly id: string;
  readonly ours: OurOrderLine | undefined;
  /** Undefined if the sandbox has forgotten the order. */
  readonly paypal: PayPalOrder | undefined;
}

/** The orders of both worlds, newest first. */
export function mergeOrders(
  ours: readonly OurOrderLine[],
  paypal: readonly PayPalOrder[],
): readonly DeskOrder[] {
  const ourById = new Map(ours.map((order) => [order.order_id, order]));
  const paypalById = new Map(paypal.map((order) => [order.id, order]));
  const ids = new Set([...ourById.keys(), ...paypalById.keys()]);
  return [...ids]
    .map((id) => ({ id, ours: ourById.get(id), paypal: paypalById.get(id) }))
    .toSorted((a, b) => createTime(b).localeCompare(createTime(a)));
}

/** ISO 8601 in UTC, so that texts compare as times do. */
export const createTime = ({ ours, paypal }: DeskOrder): string =>
  paypal?.created_at ?? ours?.create_time ?? "";

/** The cluster's name, or what the order is without one. */
export const orderTitle = ({ ours }: DeskOrder): string =>
  ours?.cluster_name ?? "Payment past the service";

/** PayPal's view of an order: its status, then what happened to the money, in PayPal's words. */
export function describePayPalOrder(
  { paypal }: DeskOrder,
  disputes: readonly Dispute[],
): readonly string[] {
  if (!paypal) return ["unknown"];
  const { status, declines, captures, refunds, dispute_ids: disputeIds } = paypal;
  return [
    status,
    ...(declines > 0 ? [`${declines} declined`] : []),
    ...captures.map(({ status: capture, reason }) =>
      reason === undefined ? `capture ${capture}` : `capture ${capture} (${reason})`,
    ),
    ...refunds.map(
      ({ is_reversal, status: refund, amount }) =>
        `${is_reversal ? "reversal" : "refund"} ${amount.value} ${refund}`,
    ),
    ...disputes
      .filter(({ id }) => disputeIds.includes(id))
      .map(({ status: dispute }) => `dispute ${dispute}`),
  ];
}
