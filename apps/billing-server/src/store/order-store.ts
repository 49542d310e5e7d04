import pg from "pg";
import { BillingError } from "../domain/billing-error.ts";
import type { OrderStore } from "../domain/order-store.ts";
import { applyEvent, type Enqueue } from "./apply-event.ts";
import type { DatabaseConnection } from "./database.ts";
import { beginDelivery, endDelivery } from "./delivery-fence.ts";
import { insertOrder } from "./insert-order.ts";
import { orderOfRow } from "./order-row.ts";

/** The order store on PostgreSQL; see the port for what each method promises. */
export function createOrderStore({ db, pool }: DatabaseConnection, enqueue: Enqueue): OrderStore {
  return {
    insert: (order, cause) => reachable(insertOrder(pool, order, cause)),
    find: (id) =>
      reachable(
        db.selectFrom("orders").selectAll().where("id", "=", id).executeTakeFirst().then(toOrder),
      ),
    findByPayPalId: (paypalOrderId) =>
      reachable(
        db
          .selectFrom("orders")
          .selectAll()
          .where("paypal_order_id", "=", paypalOrderId)
          .executeTakeFirst()
          .then(toOrder),
      ),
    apply: (order, event, cause) => reachable(applyEvent({ db, enqueue, order, event, cause })),
    stepsSince: (id, version) =>
      reachable(
        db
          .selectFrom("order_events")
          .select(["version", "to_state as state", "problem", "at"])
          .where("order_id", "=", id)
          .where("version", ">", version)
          .orderBy("version")
          .execute(),
      ),
    beginDelivery: (order, graceMs) => reachable(beginDelivery(db, order, graceMs)),
    endDelivery: (order, trace) => reachable(endDelivery(db, order, trace)),
  };
}

const toOrder = (row: Parameters<typeof orderOfRow>[0] | undefined) =>
  row ? orderOfRow(row) : null;

// SQLSTATE classes: 08 connection, 53 resources, 57 operator intervention (shutdown, time-out).
const unreachableState = /^(?:08|53|57)/;

/** Turns "the database can't be reached" into the error a caller may see; other faults stay ours. */
async function reachable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    // Only an answer of the server has a SQLSTATE; Node's EPIPE merely looks like one.
    if (error instanceof pg.DatabaseError && !unreachableState.test(error.code ?? "")) throw error;
    throw new BillingError("service_unavailable", { cause: error });
  }
}
