import {
  type AppOutputs,
  type createOrderInputSchema,
  orderPrice,
  parseMoney,
} from "@onekonsole/billing-contract";
import type { z } from "zod";
import { BillingError } from "../domain/billing-error.ts";
import { mayActFor } from "../domain/caller.ts";
import { tooManyOpenOrders } from "../domain/open-orders.ts";
import type { PayPalOrderId } from "../domain/order.ts";
import type { Call } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { idempotencyKeyFor, type OrderIdentity, orderIdentity } from "./idempotency.ts";
import { listPrices } from "./list-prices.ts";
import { openingError } from "./paypal-error.ts";

type CreateOrder = z.output<typeof createOrderInputSchema>;
type CreatedOrder = AppOutputs["order"]["create"];

export interface CreateOrderCall extends Call<CreateOrder> {
  /** The Idempotency-Key header; a key in the input takes precedence. */
  readonly idempotencyKey?: string | undefined;
}

/**
 * Prices an order, opens it at PayPal, stores it. PayPal comes first so that one call and one commit
 * are enough: dying in between leaves an order at PayPal that nobody was ever told to pay. With an
 * Idempotency-Key the same order comes back for the same request, `idempotency_key_reused` for
 * another. `cluster_name_taken` while another order of the user has the name, which an unpaid one has
 * not; `too_many_open_orders` while the user has as many unpaid ones as allowed; `forbidden` when the order would be another user's than the caller.
 */
export async function createOrder(
  deps: Dependencies,
  { caller, input, idempotencyKey }: CreateOrderCall,
): Promise<CreatedOrder> {
  if (!mayActFor(caller, input.order_details.user_id)) throw new BillingError("forbidden");
  checkReturnOrigins(deps, input);
  const amount = orderAmount(deps, input);
  const identity = orderIdentity(input, idempotencyKeyFor(input, idempotencyKey));
  const before = identity.fingerprint === null ? null : await orderOfKey(deps, identity);
  if (before) return before;
  await expectNoObstacle(deps, input);

  const opened = await deps.paypal.createOrder({
    orderId: identity.id,
    currency: input.currency,
    amount,
    clusterName: input.order_details.cluster_name,
    returnUrl: input.return_url,
    cancelUrl: input.cancel_url,
  });
  if (!opened.ok) throw openingError(opened.failure);

  const { id: paypalOrderId, status, approveUrl, payeeEmail, payeeMerchantId } = opened.value;
  const order = {
    ...identity,
    paypalOrderId,
    details: input.order_details,
    currency: input.currency,
    amount,
    payeeEmail,
    payeeMerchantId,
    approveUrl,
    approveBefore: new Date(Date.now() + deps.approvalTimeoutMs),
    traceParent: deps.tracer.traceParent(),
  };
  const isNew = await deps.store.insert(order, { by: "create", debugId: opened.debugId });
  // Of two requests with one key at once, one row came first and is the answer to both.
  const first = isNew ? null : await orderOfKey(deps, identity);
  return first ?? { order_id: paypalOrderId, status: status ?? "CREATED", approve_url: approveUrl };
}

/** Before PayPal is asked, and before a payer approves what would be refused then. */
async function expectNoObstacle({ store }: Dependencies, input: CreateOrder): Promise<void> {
  const { nameHeldBy, fullUntil } = await store.obstaclesTo(input.order_details);
  if (nameHeldBy !== null) throw nameTaken(nameHeldBy);
  if (fullUntil !== null) throw tooManyOpenOrders(fullUntil);
}

function nameTaken(nameHeldBy: PayPalOrderId): BillingError {
  const message = "belongs to an order of yours that is paid or being paid";
  const fields = [{ path: "order_details.cluster_name", message }];
  return new BillingError("cluster_name_taken", { fields, orderId: nameHeldBy });
}

/** The order made with this key before; throws when that was for another identity. */
async function orderOfKey(
  { store }: Dependencies,
  identity: OrderIdentity,
): Promise<CreatedOrder | null> {
  const stored = await store.fingerprintOf(identity.id);
  if (!stored) return null;
  if (stored.fingerprint !== identity.fingerprint) throw new BillingError("idempotency_key_reused");
  const order = await store.find(identity.id);
  if (!order) return null;
  return { order_id: order.paypalOrderId, status: "CREATED", approve_url: order.approveUrl };
}

/** In minor units, from our own price book; the client's `amount` is never looked at. */
function orderAmount(deps: Dependencies, input: CreateOrder): bigint {
  const { order_details, currency } = input;
  const prices = listPrices(deps, { input });
  const amount = parseMoney(orderPrice(order_details, prices, currency));
  if (amount !== undefined && amount > 0n) return amount;
  const message = "has no price to pay; check the price book";
  throw new BillingError("internal", { cause: new Error(message) });
}

/** With a list of origins configured, PayPal sends payers back to those only. */
function checkReturnOrigins({ allowedOrigins }: Dependencies, input: CreateOrder): void {
  if (!allowedOrigins) return;
  for (const path of ["return_url", "cancel_url"] as const) {
    const url = input[path];
    if (url === undefined || allowedOrigins.has(new URL(url).origin)) continue;
    const fields = [{ path, message: "must be at one of the allowed origins" }];
    throw new BillingError("invalid_input", { fields });
  }
}
