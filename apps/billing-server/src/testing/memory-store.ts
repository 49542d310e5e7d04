import type { Order } from "../domain/order.ts";
import type { Cause, OrderStep, OrderStore } from "../domain/order-store.ts";
import { type Job, type OrderEvent, transition } from "../domain/transition.ts";
import { sampleOrder } from "./sample-order.ts";

/** What a transition wrote besides the row. */
export interface Applied {
  readonly event: OrderEvent;
  readonly cause: Cause;
  readonly job: Job | null;
}

export interface MemoryStore extends OrderStore {
  readonly applied: readonly Applied[];
  readonly inserted: readonly { readonly order: Order; readonly cause: Cause }[];
  /** The row as it is now; throws for an unknown order. */
  row(order: Pick<Order, "id">): Order;
  /** Overwrites columns without any rule, as another replica or time would. */
  put(order: Order): void;
}

/** The store's promises without PostgreSQL: the version fences every write, as there. */
export function createMemoryStore(...orders: readonly Order[]): MemoryStore {
  const rows = new Map(orders.map((order) => [order.id, order]));
  const trail: { id: Order["id"]; step: OrderStep }[] = [];
  const applied: Applied[] = [];
  const inserted: { order: Order; cause: Cause }[] = [];

  const put = (order: Order): void => {
    rows.set(order.id, order);
    const { id, version, state, problem } = order;
    trail.push({ id, step: { version, state, problem, at: new Date("2026-03-01T10:00:00Z") } });
  };
  orders.forEach(put);

  return {
    applied,
    inserted,
    put,
    row: ({ id }) => {
      const row = rows.get(id);
      if (!row) throw new Error(`There is no order ${id}.`);
      return row;
    },
    insert: async (order, cause) => {
      put(sampleOrder({ ...order }));
      inserted.push({ order: sampleOrder({ ...order }), cause });
    },
    find: async (id) => rows.get(id) ?? null,
    findByPayPalId: async (paypalOrderId) =>
      [...rows.values()].find((row) => row.paypalOrderId === paypalOrderId) ?? null,
    apply: async (order, event, cause) => {
      const move = transition(order, event, new Date("2026-03-01T10:05:00Z"));
      if (!move || rows.get(order.id)?.version !== order.version) return null;
      put({ ...order, ...move.changes, state: move.state, version: order.version + 1 });
      applied.push({ event, cause, job: move.job });
      return rows.get(order.id) ?? null;
    },
    stepsSince: async (id, version) =>
      trail.filter((line) => line.id === id && line.step.version > version).map(({ step }) => step),
    beginDelivery: async (order, graceMs) => {
      const row = rows.get(order.id);
      const age = Date.now() - (row?.deliveryStartedAt?.getTime() ?? 0);
      if (row?.state !== "captured" || row.deliveryAttempt !== order.deliveryAttempt) return null;
      if (row.delivery === "open" && age <= graceMs) return null;
      const deliveryAttempt = order.deliveryAttempt + 1;
      const begun = { ...row, delivery: "open", deliveryAttempt, deliveryStartedAt: new Date() };
      rows.set(order.id, begun as Order);
      return begun as Order;
    },
    endDelivery: async (order, trace) => {
      const row = rows.get(order.id);
      if (row?.deliveryAttempt === order.deliveryAttempt)
        rows.set(row.id, { ...row, delivery: trace });
    },
  };
}
