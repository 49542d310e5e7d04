import type { OrderStep } from "./order-store.ts";

const newsOnly: ReadonlySet<OrderStep["event"]> = new Set([
  "partly_refunded",
  "dispute_opened",
  "dispute_closed",
]);

/** The step for which an order stands where it does: the last one that was more than news of its money. */
export const blockingStep = <Step extends Pick<OrderStep, "event">>(
  history: readonly Step[],
): Step | undefined => history.findLast(({ event }) => !newsOnly.has(event));
