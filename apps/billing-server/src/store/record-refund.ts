import type { Cause } from "../domain/audit-event.ts";
import { transition } from "../domain/lifecycle/transition.ts";
import type { Order, OrderId } from "../domain/order.ts";
import { refundEvent } from "../domain/refund-event.ts";
import type { PayPalRefund } from "../domain/refund.ts";
import { type EventWriter, inTransaction, writeEvent } from "./apply-event.ts";
import { scheduleRefundRead } from "./due-at.ts";
import { lockOrder } from "./find-order.ts";
import { ClusterNameReserved } from "./purchase-guard.ts";
import { holdRefundConflict } from "./refund-conflict.ts";
import { listRefunds } from "./refund-rows.ts";
import { isUniqueViolation } from "./unique-violation.ts";
import { upsertRefund } from "./upsert-refund.ts";

interface RecordedRefund {
  readonly id: OrderId;
  readonly seen: PayPalRefund;
  readonly cause: Cause;
  readonly isNameTaken?: boolean;
}

/**
 * Records one PayPal refund: one row per refund, whatever its source and however often it is
 * reported. The order's totals are the sums of the rows. The order is locked, so a webhook and our
 * own job are serialized. Returns the resulting order; `null` if it is unknown or not captured. A
 * refund of another order is not recorded twice: the order moves to manual review.
 */
export async function recordRefund(
  writer: EventWriter,
  recorded: RecordedRefund,
): Promise<Order | null> {
  try {
    return await record(writer, recorded);
  } catch (error) {
    // The payment was returned, but the user has ordered another cluster of that name since.
    if (error instanceof ClusterNameReserved)
      return record(writer, { ...recorded, isNameTaken: true });
    if (!isUniqueViolation(error, "refunds_paypal_refund_id_key")) throw error;
    const held = await holdRefundConflict(writer, recorded);
    if (held === undefined) throw error;
    return held;
  }
}

function record(writer: EventWriter, recorded: RecordedRefund): Promise<Order | null> {
  return inTransaction(writer, async (inside) => {
    const trx = inside.db;
    const order = await lockOrder(trx, recorded.id);
    // If it were recorded before the capture, the order would not record it after the capture.
    if (!order || order.capturedAmount === 0n) return null;
    const known = await listRefunds(trx, order.id);
    const isNews = await upsertRefund(trx, { order, known, seen: recorded.seen });
    if (!isNews) return order;
    if (recorded.seen.status === "pending") await scheduleRefundRead(trx, order);
    const found = refundEvent(order, await listRefunds(trx, order.id), recorded.seen);
    const { isNameTaken } = recorded;
    const event =
      isNameTaken && found?.type === "reversal_cancelled" ? { ...found, isNameTaken } : found;
    const move = event && transition(order, event, new Date());
    if (!event || !move) return order;
    const write = { order, event, cause: recorded.cause };
    return (await writeEvent(inside, write, move)) ?? order;
  });
}
