import { orderStateMeaning } from "@onekonsole/billing-contract";
import type { Texts } from "../texts/load-texts.ts";
import type { ListedOrder } from "./use-own-orders.ts";

/** An order in progress, for the page on which a customer would order again. */
export interface WaitingOrder {
  readonly order: ListedOrder;
  readonly text: string;
  readonly link: string;
}

/** The newest order that waits for its payment or is being processed; `null` if all are settled. */
export function findWaiting(
  orders: readonly ListedOrder[],
  { waiting }: Texts["orders"],
): WaitingOrder | null {
  const order = orders.find(({ state }) => !orderStateMeaning[state].settled);
  if (!order) return null;
  const name = order.order_details.cluster_name;
  return order.state === "awaiting_approval"
    ? { order, text: waiting.forPayment(name), link: waiting.continue }
    : { order, text: waiting.beingProcessed(name), link: waiting.show };
}
