import type { Cause } from "../domain/audit-event.ts";
import { tooManyOpenOrders } from "../domain/open-orders.ts";
import type { NewOrder, Order } from "../domain/order.ts";
import { jobFor } from "../domain/state-traits.ts";
import type { OrderStore } from "../ports/order-store.ts";
import { applyEvent, type EventWriter } from "./apply-event.ts";
import { auditEventReader } from "./audit-events.ts";
import { claimDue } from "./claim-due.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { DatabaseConnection } from "./database.ts";
import { beginDelivery, deliveryAgeMs, endDelivery } from "./delivery-fence.ts";
import { failRefund, recordRefusal } from "./fail-refund.ts";
import { findDisputed, findFingerprint, findOrder } from "./find-order.ts";
import { insertOrder } from "./insert-order.ts";
import { issueMissing, listDocuments } from "./issue-documents.ts";
import { listOfUser } from "./list-of-user.ts";
import { findObstacles } from "./obstacles.ts";
import { recordDispute } from "./record-dispute.ts";
import { recordPayPalRead } from "./record-paypal-read.ts";
import { recordRefund } from "./record-refund.ts";
import { listRefunds } from "./refund-rows.ts";

export interface StoreOptions extends Omit<EventWriter, "db"> {
  /** Called with each new order after its commit. */
  readonly onCreated?: (order: NewOrder, cause: Cause) => void;
  /** How many unapproved orders a user may have; absent or `null`: any number. */
  readonly openOrdersPerUser?: number | null;
}

/** The order's state may have no job while a refund is still requested. */
async function requeue({ db, enqueue }: EventWriter, order: Order): Promise<void> {
  const job = jobFor(order.state);
  if (job) await enqueue(db, { job, order, isRetry: true });
  if (job === "refund" || order.capturedAmount === 0n) return;
  const refunds = await listRefunds(db, order.id);
  if (refunds.some(({ status }) => status === "requested"))
    await enqueue(db, { job: "refund", order, isRetry: true });
}

/** The order store on PostgreSQL; the port documents each method. */
export function createOrderStore(
  { db, pool }: DatabaseConnection,
  { onCreated, openOrdersPerUser = null, ...options }: StoreOptions,
): OrderStore {
  const writer: EventWriter = { db, ...options };
  const obstaclesTo: OrderStore["obstaclesTo"] = (details) =>
    mapConnectionErrors(findObstacles(pool, details, openOrdersPerUser));
  const readAuditEvents = auditEventReader(pool);
  return {
    insert: async (order, cause) => {
      const insertion = { order, cause, openOrdersPerUser };
      const outcome = await mapConnectionErrors(insertOrder(pool, insertion));
      if (outcome === "limit_reached") {
        const { fullUntil } = await obstaclesTo(order.details);
        throw tooManyOpenOrders(fullUntil);
      }
      if (outcome === "stored") onCreated?.(order, cause);
      return outcome === "stored";
    },
    find: (id) => mapConnectionErrors(findOrder(db, "id", id)),
    findByPayPalId: (id) => mapConnectionErrors(findOrder(db, "paypal_order_id", id)),
    obstaclesTo,
    findByCaptureId: (id) => mapConnectionErrors(findOrder(db, "capture_id", id)),
    listOfUser: (query) => mapConnectionErrors(listOfUser(db, query)),
    findFingerprint: (id) => mapConnectionErrors(findFingerprint(db, id)),
    apply: (order, event, cause) =>
      mapConnectionErrors(applyEvent(writer, { order, event, cause })),
    recordRefund: (id, seen, cause) =>
      mapConnectionErrors(recordRefund(writer, { id, seen, cause })),
    recordDispute: (id, update, cause) =>
      mapConnectionErrors(recordDispute(writer, { id, update, cause })),
    findDisputed: (disputeId) => mapConnectionErrors(findDisputed(db, disputeId)),
    sealedSince: () =>
      mapConnectionErrors(
        db
          .selectFrom("order_seals")
          .select("since")
          .executeTakeFirst()
          .then((row) => row?.since ?? null),
      ),
    listRefunds: (id) => mapConnectionErrors(listRefunds(db, id)),
    listReceipts: (id) => mapConnectionErrors(listDocuments(db, id)),
    issueReceipts: (order) =>
      mapConnectionErrors(issueMissing(db, order, writer.receiptRules ?? null)),
    failRefund: (id, refund, cause) =>
      mapConnectionErrors(failRefund(writer, { id, refund, cause })),
    recordRefusal: (refund, reason) => mapConnectionErrors(recordRefusal(db, refund, reason)),
    auditEventsSince: (id, version) => mapConnectionErrors(readAuditEvents({ id, version })),
    deliveryAgeMs: (order) => mapConnectionErrors(deliveryAgeMs(db, order)),
    beginDelivery: (order) => mapConnectionErrors(beginDelivery(db, order)),
    endDelivery: (order, trace) => mapConnectionErrors(endDelivery(db, order, trace)),
    recordPayPalRead: (order, look) => mapConnectionErrors(recordPayPalRead(db, order, look)),
    claimDue: (limit) => mapConnectionErrors(claimDue(db, limit)),
    requeue: (order) => mapConnectionErrors(requeue(writer, order)),
  };
}
