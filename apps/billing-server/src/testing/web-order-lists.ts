import type { PayPalOrderId } from "../domain/order.ts";
import { createWebOrder } from "../web-order/web-order.ts";
import { closedBreaker } from "./closed-breaker.ts";
import { answerJson, type FaultyAnswer, startFaultyServer } from "./faulty-server.ts";
import { paidOrder } from "./paid-order.ts";

export const wanted = "WANTED1" as PayPalOrderId;
/** The order that is looked up. */
export const wantedOrder = paidOrder({ paypalOrderId: wanted });

/** Rows of other orders. */
export const listedOrder = (id: number) => ({ id, paypal_id: `P${id}` });
export const rowsTo = (last: number) =>
  Array.from({ length: last }, (_, index) => listedOrder(index + 1));

/** Serves pages of a list; `afterFirst` runs after the first page and may change the list. */
export function listing(
  rows: readonly object[],
  afterFirst: () => void = () => undefined,
): FaultyAnswer {
  return (request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://web-order");
    const start = Number(searchParams.get("start"));
    answerJson(response, 200, rows.slice(start, start + Number(searchParams.get("count"))));
    if (start === 0) afterFirst();
  };
}

/** Looks up the order at a web-order with these responses; also returns the requested URLs. */
export async function lookUpAt(answer: FaultyAnswer, path = "/order") {
  await using server = await startFaultyServer(answer);
  const webOrder = createWebOrder({
    url: server.url + path,
    breaker: closedBreaker,
    deadlineMs: 1_000,
  });
  const lookup = await webOrder.lookUp(wantedOrder);
  await webOrder.close();
  return { lookup, requested: server.received.map(({ url }) => url) };
}
