import type { Cause, OrderStore } from "../domain/order-store.ts";
import { tooManyOpenOrders } from "../domain/open-orders.ts";
import type { NewOrder, Order } from "../domain/order.ts";
import { jobOfState } from "../domain/transition.ts";
import { applyEvent, type EventWriter } from "./apply-event.ts";
import { claimDue } from "./claim-due.ts";
import type { DatabaseConnection } from "./database.ts";
import { beginDelivery, deliveryAgeMs, endDelivery } from "./delivery-fence.ts";
import { failRefund, noteRefusal } from "./fail-refund.ts";
import { findDisputed, findOrder, stepsSince } from "./find-order.ts";
import { insertOrder } from "./insert-order.ts";
import { findObstacles } from "./obstacles.ts";
import { reachable } from "./reachable.ts";
import { recordDispute } from "./record-dispute.ts";
import { recordLook } from "./record-look.ts";
import { recordRefund, refundsOf } from "./record-refund.ts";

export interface StoreOptions extends Omit<EventWriter, "db"> {
  /** Told of each new order once its row is committed. */
  readonly onCreated?: (order: NewOrder, cause: Cause) => void;
  /** How many orders a user may have that wait for an approval; absent or `null` for any number. */
  readonly openOrdersPerUser?: number | null;
}

/** A refund may be asked for of an order that waits for nothing, or for something else. */
async function requeue({ db, enqueue }: EventWriter, order: Order): Promise<void> {
  const job = jobOfState[order.state];
  if (job) await enqueue(db, { job, order, again: true });
  if (job === "refund" || order.capturedAmount === 0n) return;
  const refunds = await refundsOf(db, order.id);
  if (refunds.some(({ status }) => status === "requested"))
    await enqueue(db, { job: "refund", order, again: true });
}

/** The order store on PostgreSQL; see the port for what each method promises. */
export function createOrderStore(
  { db, pool }: DatabaseConnection,
  { onCreated, openOrdersPerUser = null, ...options }: StoreOptions,
): OrderStore {
  const writer: EventWriter = { db, ...options };
  const obstaclesTo: OrderStore["obstaclesTo"] = (details) =>
    reachable(findObstacles(pool, details, openOrdersPerUser));
  return {
    insert: async (order, cause) => {
      const insertion = { order, cause, openOrdersPerUser };
      const outcome = await reachable(insertOrder(pool, insertion));
      if (outcome === "no_room") {
        const { fullUntil } = await obstaclesTo(order.details);
        throw tooManyOpenOrders(fullUntil);
      }
      if (outcome === "stored") onCreated?.(order, cause);
      return outcome === "stored";
    },
    find: (id) => reachable(findOrder(db, "id", id)),
    findByPayPalId: (id) => reachable(findOrder(db, "paypal_order_id", id)),
    obstaclesTo,
    findByCaptureId: (id) => reachable(findOrder(db, "capture_id", id)),
    fingerprintOf: (id) =>
      reachable(
        db
          .selectFrom("orders")
          .select("fingerprint")
          .where("id", "=", id)
          .executeTakeFirst()
          .then((row) => row ?? null),
      ),
    apply: (order, event, cause) => reachable(applyEvent(writer, { order, event, cause })),
    recordRefund: (id, seen, cause) => reachable(recordRefund(writer, { id, seen, cause })),
    recordDispute: (id, news, cause) => reachable(recordDispute(writer, { id, news, cause })),
    findDisputed: (disputeId) => reachable(findDisputed(db, disputeId)),
    sealedSince: () =>
      reachable(
        db
          .selectFrom("order_seals")
          .select("since")
          .executeTakeFirst()
          .then((row) => row?.since ?? null),
      ),
    refundsOf: (id) => reachable(refundsOf(db, id)),
    failRefund: (id, refund, cause) => reachable(failRefund(writer, { id, refund, cause })),
    noteRefusal: (refund, reason) => reachable(noteRefusal(db, refund, reason)),
    stepsSince: (id, version) => reachable(stepsSince(db, id, version)),
    deliveryAgeMs: (order) => reachable(deliveryAgeMs(db, order)),
    beginDelivery: (order) => reachable(beginDelivery(db, order)),
    endDelivery: (order, trace) => reachable(endDelivery(db, order, trace)),
    recordLook: (order, look) => reachable(recordLook(db, order, look)),
    claimDue: (limit) => reachable(claimDue(db, limit)),
    requeue: (order) => reachable(requeue(writer, order)),
  };
}
