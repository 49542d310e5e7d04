import type { Kysely } from "kysely";
import type { Cause } from "../domain/audit-event.ts";
import { refundConflict } from "../domain/conflict.ts";
import { transition } from "../domain/lifecycle/transition.ts";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { PayPalRefund } from "../domain/refund.ts";
import { type EventWriter, inTransaction, writeEvent } from "./apply-event.ts";
import { lockOrder } from "./find-order.ts";
import type { BillingDatabase } from "./schema.ts";

interface Conflicting {
  readonly id: OrderId;
  readonly seen: PayPalRefund;
  readonly cause: Cause;
}

/**
 * Moves an order to manual review if PayPal shows a refund for it that another order has, once for
 * each such refund. Resolves with the resulting order; `undefined` if no other order has the
 * refund, `null` for an unknown order.
 */
export async function holdRefundConflict(
  writer: EventWriter,
  { id, seen, cause }: Conflicting,
): Promise<Order | null | undefined> {
  const other = await findOtherOrder(writer.db, id, seen.paypalRefundId);
  if (!other) return undefined;
  return inTransaction(writer, async (inside) => {
    const order = await lockOrder(inside.db, id);
    const found = refundConflict(seen, { cause, other });
    const move = order && transition(order, found.event, new Date());
    return (move && (await writeEvent(inside, { order, ...found }, move))) ?? order;
  });
}

async function findOtherOrder(
  db: Kysely<BillingDatabase>,
  id: OrderId,
  paypalRefundId: string,
): Promise<PayPalOrderId | undefined> {
  const row = await db
    .selectFrom("refunds")
    .innerJoin("orders", "orders.id", "refunds.order_id")
    .select("orders.paypal_order_id")
    .where("refunds.paypal_refund_id", "=", paypalRefundId)
    .where("orders.id", "<>", id)
    .executeTakeFirst();
  return row?.paypal_order_id as PayPalOrderId | undefined;
}
