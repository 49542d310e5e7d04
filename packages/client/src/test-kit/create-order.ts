import { type AppOutputs, orderPrice, type OrderState } from "@onekonsole/billing-contract";
import type { ValidInput } from "@onekonsole/billing-contract/schemas";
import { KitFault } from "./kit-fault.ts";
import type { KitOrder } from "./kit-order.ts";
import type { KitState } from "./kit-state.ts";

type Input = ValidInput<"order.create">;

/** The states in which no other order of the user can have the cluster's name. */
const paidOrBeingPaid: ReadonlySet<OrderState> = new Set([
  "approved",
  "capture_pending",
  "captured",
  "provisioned",
  "needs_attention",
]);

/** Creates an order, or returns the first one with the same idempotency key. */
export function createOrder(state: KitState, input: Input): AppOutputs["order"]["create"] {
  const { order, isApproved } = findRepeated(state, input) ?? createNew(state, input);
  const { order_id, approve_url } = order;
  return { order_id, status: isApproved ? "APPROVED" : "CREATED", approve_url };
}

function findRepeated({ book }: KitState, input: Input): KitOrder | undefined {
  const { idempotency_key: key } = input;
  if (key === undefined) return undefined;
  const first = book.all.find((it) => it.input.idempotency_key === key);
  if (first && bought(first.input) !== bought(input)) throw new KitFault("idempotency_key_reused");
  return first;
}

/** What the key stands for: the details, in the order in which the schema lists them, and the currency. */
const bought = ({ order_details: details, currency }: Input): string =>
  JSON.stringify([details, currency]);

function createNew({ book, settings: { prices, url } }: KitState, input: Input): KitOrder {
  const { order_details: details, currency, expected_amount: expected } = input;
  const first = book.all.find(
    ({ order }) =>
      paidOrBeingPaid.has(order.state) &&
      order.order_details.user_id === details.user_id &&
      order.order_details.cluster_name === details.cluster_name,
  );
  if (first) throw new KitFault("cluster_name_taken", { orderId: first.order.order_id });
  const amount = orderPrice(details, prices, currency);
  if (expected && JSON.stringify(expected) !== JSON.stringify(amount))
    throw new KitFault("price_changed", { amount });
  return book.create({ input, prices }, url);
}
