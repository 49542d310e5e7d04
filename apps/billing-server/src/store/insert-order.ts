import type pg from "pg";
import type { Cause } from "../domain/audit-event.ts";
import { BillingError } from "../domain/billing-error.ts";
import type { NewOrder, OrderId } from "../domain/order.ts";
import { nextLook } from "../domain/sweep-schedule.ts";
import { hasRoomFor } from "./obstacles.ts";
import { isUniqueViolation } from "./unique-violation.ts";

// One statement, so one commit: the row and the first line of its trail. Prepared by name, since
// it is the statement every customer waits for.
const text = `
  with inserted as (
    insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage, has_monitoring,
      monitoring_storage, has_alerting, currency, amount_minor, payee_email, payee_merchant_id,
      approve_url, approve_before, due_at, fingerprint, trace_parent)
    select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $17, $18, $19
    where ${hasRoomFor("$3", "$20::int")}
    on conflict (id) do nothing
    returning id, version, state
  )
  insert into order_events (order_id, version, event, to_state, caused_by, debug_id)
  select id, version, 'created', state, $15, $16 from inserted`;

interface Insertion {
  readonly order: NewOrder;
  readonly cause: Cause;
  /** `null` for any number. */
  readonly openOrdersPerUser: number | null;
}

/**
 * Stores a new order, durable when it resolves with `stored`. One that is `known`, as when two requests
 * carried the same Idempotency-Key at once, is left as it is; `no_room` when the user has as many open
 * orders as allowed, give or take those that are being stored at the same moment. Rejects with
 * `paypal_refused` when another order has PayPal's id: no payer may be sent to pay that one.
 */
export async function insertOrder(
  pool: pg.Pool,
  { order, cause, openOrdersPerUser }: Insertion,
): Promise<"stored" | "known" | "no_room"> {
  const values = [...valuesOf(order, cause), openOrdersPerUser];
  try {
    const { rowCount } = await pool.query({ name: "insert-order", text, values });
    if (rowCount === 1) return "stored";
    return (await isStored(pool, order.id)) ? "known" : "no_room";
  } catch (error) {
    // Of two at once the later may meet the earlier at PayPal's id first, which is no `on conflict (id)`.
    if (!isUniqueViolation(error)) throw error;
    if (await isStored(pool, order.id)) return "known";
    throw new BillingError("paypal_refused", { cause: error, debugId: cause.debugId });
  }
}

async function isStored(pool: pg.Pool, id: OrderId): Promise<boolean> {
  const { rowCount } = await pool.query("select from orders where id = $1", [id]);
  return rowCount === 1;
}

function valuesOf(order: NewOrder, cause: Cause): unknown[] {
  const { details, approveBefore } = order;
  const createdAt = new Date();
  const dueAt = nextLook("awaiting_approval", { createdAt, approveBefore }, createdAt);
  return [
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
  ];
}
