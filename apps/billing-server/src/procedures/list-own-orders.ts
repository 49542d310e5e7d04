import { type AppInputs, type AppOutputs, formatMoney } from "@onekonsole/billing-contract";
import { BillingError } from "../domain/billing-error.ts";
import { type Caller, maySee } from "../domain/caller.ts";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import { paymentSummary, refundedMoney } from "../domain/payment-summary.ts";
import type { OrderStore, OwnOrdersQuery } from "../ports/order-store.ts";
import type { Call } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { presentVat } from "./present-bill.ts";

const defaultLimit = 20;

/** The orders that one request reads at most, so that a rare `payment` costs a bounded time. */
const mostRead = 500;

/** The orders that one query reads to find those with a `payment`, however short the page is. */
const readAtOnce = 100;

/**
 * A page of a user's orders, newest first. Throws `forbidden` for another user's, and `invalid_input` for
 * an unknown cursor and if neither the token nor the input names a user.
 */
export async function listOwnOrders(
  { store }: Dependencies,
  { caller, input = {} }: Call<AppInputs["order"]["list"]>,
): Promise<AppOutputs["order"]["list"]> {
  const userId = ownerFor(caller, input.user_id);
  const { cluster_name: clusterName, created_from: from, created_before: before } = input;
  const query = {
    userId,
    clusterName,
    createdFrom: from === undefined ? undefined : new Date(from),
    createdBefore: before === undefined ? undefined : new Date(before),
    after: input.after === undefined ? null : await findCursor(store, userId, input.after),
  };
  const isWanted = (order: Order) =>
    input.payment === undefined || paymentSummary(order) === input.payment;
  const { limit = defaultLimit } = input;
  const count = input.payment === undefined ? limit + 1 : Math.max(limit + 1, readAtOnce);
  const { found, next } = await readPage(store, { ...query, limit: count }, { limit, isWanted });
  return { orders: found.map(presentListed), next: next?.paypalOrderId ?? null };
}

function ownerFor(caller: Caller, requested: string | undefined): string {
  const isUser = caller.kind === "token" && !caller.isService;
  // The same hex digits in upper case are the same user.
  const userId = (requested ?? (isUser ? caller.subject : undefined))?.toLowerCase();
  if (userId === undefined)
    throw new BillingError("invalid_input", {
      fields: [{ path: "user_id", message: "is required" }],
    });
  if (!maySee(caller, userId)) throw new BillingError("forbidden");
  return userId;
}

/** The order that ended the page before, which is one of the user's. */
async function findCursor(store: OrderStore, userId: string, after: string): Promise<OrderId> {
  const order = await store.findByPayPalId(after as PayPalOrderId);
  if (order?.details.user_id === userId) return order.id;
  const fields = [{ path: "after", message: "must be the `next` of an earlier response" }];
  throw new BillingError("invalid_input", { fields });
}

interface PageRequest {
  readonly limit: number;
  readonly isWanted: (order: Order) => boolean;
}

/** Reads on until the page is full, the orders end or `mostRead` is reached. */
async function readPage(
  store: OrderStore,
  query: OwnOrdersQuery,
  { limit, isWanted }: PageRequest,
): Promise<{ found: readonly Order[]; next: Order | null }> {
  const found: Order[] = [];
  let last: Order | null = null;
  for (let read = 0; read < mostRead;) {
    const after = last?.id ?? query.after;
    const rows = await store.listOfUser({ ...query, after });
    for (const order of rows) {
      // The order beyond the page shows that there is a next one.
      if (found.length === limit) return { found, next: last };
      if (isWanted(order)) found.push(order);
      last = order;
    }
    if (rows.length < query.limit) return { found, next: null };
    read += rows.length;
  }
  return { found, next: last };
}

function presentListed(order: Order): AppOutputs["order"]["list"]["orders"][number] {
  return {
    order_id: order.paypalOrderId,
    state: order.state,
    payment_summary: paymentSummary(order),
    amount: formatMoney(order.amount, order.currency),
    ...presentVat(order),
    refunded_amount: refundedMoney(order),
    payee_email: order.payeeEmail,
    order_details: order.details,
    create_time: order.createdAt.toISOString(),
    paid_time: order.paidAt?.toISOString() ?? null,
    payment_method: "PayPal",
  };
}
