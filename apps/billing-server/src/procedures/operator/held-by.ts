import type { OrderStep } from "../../domain/order-store.ts";

const newsOnly: ReadonlySet<OrderStep["event"]> = new Set([
  "partly_refunded",
  "dispute_opened",
  "dispute_closed",
]);

/** What an order stands where it does for: its last step that was more than news of its money. */
export function heldBy(trail: readonly Pick<OrderStep, "event">[]): OrderStep["event"] | undefined {
  return trail.findLast(({ event }) => !newsOnly.has(event))?.event;
}
