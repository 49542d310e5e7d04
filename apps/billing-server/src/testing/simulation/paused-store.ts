import type { Order } from "../../domain/order.ts";
import type { MemoryStore } from "../memory-store.ts";
import type { OrderRules, SimulatedFacts } from "./order-rules.ts";

interface StoreHooks {
  readonly order: Order;
  readonly pause: (name: string) => Promise<void>;
  readonly facts: SimulatedFacts;
  readonly rules: OrderRules;
  /** The orders that the next claim returns. */
  readonly claims: Order[];
}

const moneyEvents: ReadonlySet<string> = new Set([
  "capture_completed",
  "capture_mismatched",
  "capture_reversed",
  "duplicate_paid",
]);

/** The store with a pause before each call; every write is checked. */
export function createPausedStore(
  rows: MemoryStore,
  { order, pause, facts, rules, claims }: StoreHooks,
): MemoryStore {
  return {
    ...rows,
    find: (id) => pause("find").then(() => rows.find(id)),
    findByPayPalId: (id) => pause("find").then(() => rows.findByPayPalId(id)),
    listRefunds: (id) => pause("refunds").then(() => rows.listRefunds(id)),
    apply: async (copy, event, cause) => {
      await pause(`apply ${event.type}`);
      const before = rows.row(order).state;
      const moved = await rows.apply(copy, event, cause);
      if (moved && moneyEvents.has(event.type)) facts.tookMoney += 1;
      if (moved && event.type === "delivery_retried") facts.isGivenBack = false;
      if (before === "captured" && moved?.state === "refunding") facts.isGivenBack = true;
      rules.checkRow();
      return moved;
    },
    recordRefund: async (...report) => {
      await pause("record refund");
      const recorded = await rows.recordRefund(...report);
      rules.checkRow();
      return recorded;
    },
    failRefund: (...refund) => pause("fail refund").then(() => rows.failRefund(...refund)),
    beginDelivery: async (copy) => {
      await pause("begin delivery");
      const begun = await rows.beginDelivery(copy);
      // The process may stop after storing the attempt.
      await pause("delivery begun");
      return begun;
    },
    endDelivery: (...end) => pause("end delivery").then(() => rows.endDelivery(...end)),
    claimDue: async () => {
      await pause("claim");
      return claims.splice(0);
    },
  };
}
