import type { Texts } from "../texts/load-texts.ts";
import type { ListedOrder } from "./use-own-orders.ts";

/** What a page on which a customer would order again says of an order in progress. */
export interface WaitingOrder {
  readonly text: string;
  readonly link: string;
}

/** That the order waits for its payment, or is being processed. */
export function describeWaiting(
  { state, order_details }: ListedOrder,
  { waiting }: Texts["orders"],
): WaitingOrder {
  const name = order_details.cluster_name;
  return state === "awaiting_approval"
    ? { text: waiting.forPayment(name), link: waiting.continue }
    : { text: waiting.beingProcessed(name), link: waiting.show };
}
