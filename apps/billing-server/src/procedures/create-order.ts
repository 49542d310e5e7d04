import {
  type AppOutputs,
  type Bill,
  formatMoney,
  orderBill,
  parseMoney,
  type Vat,
} from "@onekonsole/billing-contract";
import type { createOrderInputSchema } from "@onekonsole/billing-contract/schemas";
import type { z } from "zod";
import type { OrderBill } from "../domain/bill.ts";
import { BillingError } from "../domain/billing-error.ts";
import { mayActFor } from "../domain/caller.ts";
import { tooManyOpenOrders } from "../domain/open-orders.ts";
import type { OrderId, PayPalOrderId } from "../domain/order.ts";
import type { Call } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { idempotencyKeyFor, matchesFingerprint, orderIdentity } from "./idempotency.ts";
import { listPrices } from "./list-prices.ts";
import { createError } from "./paypal-error.ts";

type CreateOrder = z.output<typeof createOrderInputSchema>;
type CreatedOrder = AppOutputs["order"]["create"];

export interface CreateOrderCall extends Call<CreateOrder> {
  /** The Idempotency-Key header; a key in the input takes precedence. */
  readonly idempotencyKey?: string | undefined;
}

/**
 * Creates an order at PayPal, then stores it. PayPal comes first so that one call and one commit suffice: a
 * crash in between leaves an unused order at PayPal. With an idempotency key, the same request returns the
 * same order, and a different one throws `idempotency_key_reused`. Throws `cluster_name_taken` while a
 * paid order of the user has the name, `too_many_open_orders` at the limit of unpaid orders,
 * `price_changed` if the buyer saw another price, and `forbidden` for another user's order.
 */
export async function createOrder(
  deps: Dependencies,
  { caller, input, idempotencyKey }: CreateOrderCall,
): Promise<CreatedOrder> {
  if (!mayActFor(caller, input.order_details.user_id)) throw new BillingError("forbidden");
  checkReturnOrigins(deps, input);
  const bill = priceOrder(deps, input);
  const amount = bill.gross;
  const identity = orderIdentity(input, idempotencyKeyFor(input, idempotencyKey));
  const earlier = identity.fingerprint === null ? null : await findByKey(deps, input, identity.id);
  if (earlier) return earlier;
  checkExpectedAmount(input, amount);
  await checkObstacles(deps, input);

  const opened = await deps.paypal.createOrder({
    orderId: identity.id,
    currency: input.currency,
    amount,
    addedVat: deps.vat.included ? 0n : bill.vat,
    lines: bill.lines,
    clusterName: input.order_details.cluster_name,
    returnUrl: input.return_url,
    cancelUrl: input.cancel_url,
    locale: input.locale,
  });
  if (!opened.ok) throw createError(opened.failure);

  const { id: paypalOrderId, status, approveUrl, payeeEmail, payeeMerchantId } = opened.value;
  const order = {
    ...identity,
    paypalOrderId,
    details: input.order_details,
    currency: input.currency,
    amount,
    bill: freezeBill(bill, deps.vat),
    payeeEmail,
    payeeMerchantId,
    approveUrl,
    approveBefore: new Date(Date.now() + deps.approvalTimeoutMs),
    traceParent: deps.tracer.traceParent(),
  };
  const isNew = await deps.store.insert(order, { by: "create", debugId: opened.debugId });
  // Two concurrent requests with one key: the first row is the result of both.
  const first = isNew ? null : await findByKey(deps, input, identity.id);
  return first ?? { order_id: paypalOrderId, status: status ?? "CREATED", approve_url: approveUrl };
}

/** Rejects now what would be rejected after the payer approved. */
async function checkObstacles({ store }: Dependencies, input: CreateOrder): Promise<void> {
  const { nameHeldBy, fullUntil } = await store.obstaclesTo(input.order_details);
  if (nameHeldBy !== null) throw clusterNameTaken(nameHeldBy);
  if (fullUntil !== null) throw tooManyOpenOrders(fullUntil);
}

function clusterNameTaken(nameHeldBy: PayPalOrderId): BillingError {
  const message = "belongs to an order of yours that is paid or being paid";
  const fields = [{ path: "order_details.cluster_name", message }];
  return new BillingError("cluster_name_taken", { fields, orderId: nameHeldBy });
}

/** The order of an earlier request with this key; throws `idempotency_key_reused` if that request was different. */
async function findByKey(
  { store }: Dependencies,
  input: CreateOrder,
  id: OrderId,
): Promise<CreatedOrder | null> {
  const stored = await store.findFingerprint(id);
  if (!stored) return null;
  if (!matchesFingerprint(input, stored.fingerprint))
    throw new BillingError("idempotency_key_reused");
  const order = await store.find(id);
  if (!order) return null;
  return { order_id: order.paypalOrderId, status: "CREATED", approve_url: order.approveUrl };
}

/** Throws `price_changed` if the buyer saw another price than the order now has. */
function checkExpectedAmount(
  { expected_amount: seen, currency }: CreateOrder,
  amount: bigint,
): void {
  if (seen === undefined) return;
  if (seen.currency_code !== currency) {
    const message = "must be the currency of the order";
    throw new BillingError("invalid_input", {
      fields: [{ path: "expected_amount.currency_code", message }],
    });
  }
  if (parseMoney(seen) !== amount)
    throw new BillingError("price_changed", { amount: formatMoney(amount, currency) });
}

/** The price from the price book, with VAT; the client's `amount` is ignored. */
function priceOrder(deps: Dependencies, input: CreateOrder): Bill {
  const { order_details, currency } = input;
  const prices = { ...listPrices(deps, { input }), vat: deps.vat };
  const bill = orderBill(order_details, prices, currency);
  if (bill.gross > 0n) return bill;
  const message = "has no price to pay; check the price book";
  throw new BillingError("internal", { cause: new Error(message) });
}

const freezeBill = ({ lines, net, vat }: Bill, rule: Vat): OrderBill => ({
  netAmount: net,
  vatAmount: vat,
  vat: rule,
  lines,
});

/** With a list of allowed origins, PayPal redirects payers only to those. */
function checkReturnOrigins({ allowedOrigins }: Dependencies, input: CreateOrder): void {
  if (!allowedOrigins) return;
  for (const path of ["return_url", "cancel_url"] as const) {
    const url = input[path];
    if (url === undefined || allowedOrigins.has(new URL(url).origin)) continue;
    const fields = [{ path, message: "must be at one of the allowed origins" }];
    throw new BillingError("invalid_input", { fields });
  }
}
