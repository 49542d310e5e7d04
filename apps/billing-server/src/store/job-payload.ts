import type { Order } from "../domain/order.ts";

/**
 * The payload of a queued job: ids and what the queue needs. A job reads everything else from rows.
 */
export interface JobPayload {
  /** Our order id. */
  readonly custom_id?: string;
  /** Our order id as well, for the previous release; the next release writes PayPal's here. */
  readonly order_id?: string;
  /** PayPal's order id. */
  readonly paypal_order_id?: string;
  readonly event_id?: string;
  /** The job's queue, for the dead-letter queue. */
  readonly job?: string;
  /** An earlier job of the same kind may have run: `isRetry` in code. */
  readonly again?: boolean;
  /** The job's trace, as a W3C traceparent. */
  readonly trace_parent?: string;
  /** The total time for which the job has paused. */
  readonly waited_ms?: number;
}

// During a rolling update, each release runs jobs of the other, so keys change over two releases.
// The previous release writes and reads { order_id: ours, paypal_order_id }; the next one writes {
// custom_id: ours, order_id: PayPal's }. This release writes our id under both keys and accepts all
// three forms.
export const orderPayload = ({ id, paypalOrderId }: Order): JobPayload => ({
  custom_id: id,
  order_id: id,
  paypal_order_id: paypalOrderId,
});

/** The ids of a job's order under their usual names: `custom_id` is ours, `order_id` PayPal's. */
interface PayloadOrderIds {
  readonly custom_id: string | undefined;
  readonly order_id: string | undefined;
}

export function orderIds({ custom_id, order_id, paypal_order_id }: JobPayload): PayloadOrderIds {
  if (custom_id === undefined) return { custom_id: order_id, order_id: paypal_order_id };
  return { custom_id, order_id: paypal_order_id ?? order_id };
}
