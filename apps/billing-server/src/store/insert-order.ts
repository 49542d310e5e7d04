import type pg from "pg";
import type { NewOrder } from "../domain/order.ts";
import type { Cause } from "../domain/order-store.ts";
import { nextLook } from "../domain/sweep-schedule.ts";

// One statement, so one commit: the row and the first line of its trail. Prepared by name, since
// it is the statement every customer waits for.
const text = `
  with inserted as (
    insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage, has_monitoring,
      monitoring_storage, has_alerting, currency, amount_minor, payee_email, payee_merchant_id,
      approve_url, approve_before, due_at, fingerprint, trace_parent)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $17, $18, $19)
    on conflict (id) do nothing
    returning id, version, state
  )
  insert into order_events (order_id, version, event, to_state, caused_by, debug_id)
  select id, version, 'created', state, $15, $16 from inserted`;

/**
 * Stores a new order, durable when it resolves. One that is stored already, as when two requests
 * carried the same Idempotency-Key at once, is left as it is. Rejects when another order has
 * PayPal's id.
 */
export async function insertOrder(pool: pg.Pool, order: NewOrder, cause: Cause): Promise<void> {
  const { details, approveBefore } = order;
  const createdAt = new Date();
  const dueAt = nextLook("awaiting_approval", { createdAt, approveBefore }, createdAt);
  await pool.query({
    name: "insert-order",
    text,
    values: [
      order.id,
      order.paypalOrderId,
      details.user_id,
      details.cluster_name,
      details.images_storage,
      details.has_monitoring,
      details.monitoring_storage,
      details.has_alerting,
      order.currency,
      order.amount.toString(),
      order.payeeEmail,
      order.payeeMerchantId,
      order.approveUrl,
      approveBefore,
      cause.by,
      cause.debugId ?? null,
      dueAt,
      order.fingerprint,
      order.traceParent,
    ],
  });
}
