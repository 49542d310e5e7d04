import type { Order } from "../../domain/order.ts";
import { jobFor } from "../../domain/state-traits.ts";
import type { OrderStore } from "../../ports/order-store.ts";
import type { Tables } from "./tables.ts";

type Deliveries = Pick<OrderStore, "deliveryAgeMs" | "beginDelivery" | "endDelivery">;

/** The delivery attempts of the rows. */
export function deliveriesIn({ rows }: Tables): Deliveries {
  return {
    deliveryAgeMs: async ({ id }) => {
      const startedAt = rows.get(id)?.deliveryStartedAt;
      return startedAt ? Date.now() - startedAt.getTime() : null;
    },
    beginDelivery: async (order) => {
      const row = rows.get(order.id);
      if (!row || jobFor(row.state) !== "deliver") return null;
      if (row.deliveryAttempt !== order.deliveryAttempt) return null;
      const deliveryAttempt = order.deliveryAttempt + 1;
      const deliveryStartedAt = new Date();
      const userIdAtWebOrder = row.details.user_id;
      const sent = { userIdAtWebOrder, delivery: "open", deliveryAttempt } as const;
      const begun: Order = { ...row, ...sent, deliveryStartedAt };
      rows.set(order.id, begun);
      return begun;
    },
    endDelivery: async (order, trace) => {
      const row = rows.get(order.id);
      if (row?.deliveryAttempt === order.deliveryAttempt)
        rows.set(row.id, { ...row, delivery: trace });
    },
  };
}
