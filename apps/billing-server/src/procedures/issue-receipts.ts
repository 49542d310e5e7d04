import type { AppOutputs } from "@onekonsole/billing-contract";
import type { Call } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { findVisibleOrder, type OrderReference } from "./find-own-order.ts";

/**
 * The receipt and the credit notes of an order, for its owner; missing ones are issued. Empty before the
 * payment, and for a payment without a receipt. Throws `order_not_found`.
 */
export async function issueReceipts(
  { store }: Dependencies,
  call: Call<OrderReference>,
): Promise<AppOutputs["order"]["receipt"]> {
  const order = await findVisibleOrder(store, call);
  return { documents: [...(await store.issueReceipts(order))] };
}
