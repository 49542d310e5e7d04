import { randomUUID } from "node:crypto";
import {
  type AppOutputs,
  type createOrderInputSchema,
  orderPrice,
  parseMoney,
} from "@onekonsole/billing-contract";
import type { z } from "zod";
import { BillingError } from "../domain/billing-error.ts";
import type { OrderId } from "../domain/order.ts";
import type { Dependencies } from "./context.ts";
import { pricesOf } from "./list-prices.ts";
import { errorOfPayPal } from "./paypal-error.ts";

type CreateOrder = z.output<typeof createOrderInputSchema>;

/**
 * Prices an order, opens it at PayPal, stores it. PayPal comes first so that one call and one commit
 * are enough: dying in between leaves an order at PayPal that nobody was ever told to pay.
 */
export async function createOrder(
  deps: Dependencies,
  input: CreateOrder,
): Promise<AppOutputs["order"]["create"]> {
  const { currency } = input;
  const { monitoring_storage = 0, ...wished } = input.order_details;
  const details = { ...wished, monitoring_storage };
  checkReturnOrigins(deps, input);
  const amount = amountOf(deps, input);
  const id = randomUUID() as OrderId;
  const approveBefore = new Date(Date.now() + deps.approvalTimeoutMs);

  const opened = await deps.paypal.createOrder({
    orderId: id,
    currency,
    amount,
    clusterName: details.cluster_name,
    returnUrl: input.return_url,
    cancelUrl: input.cancel_url,
  });
  if (!opened.ok) throw errorOfPayPal(opened.failure);

  const { id: paypalOrderId, status, approveUrl, payeeEmail, payeeMerchantId } = opened.value;
  const order = { id, paypalOrderId, details, currency, amount, approveBefore };
  await deps.store.insert(
    { ...order, approveUrl, payeeEmail, payeeMerchantId },
    { by: "create", debugId: opened.debugId },
  );
  return { order_id: paypalOrderId, status, approve_url: approveUrl };
}

/** In minor units, from our own price book; the client's `amount` is never looked at. */
function amountOf({ priceBook }: Dependencies, { order_details, currency }: CreateOrder): bigint {
  const prices = pricesOf(priceBook, currency);
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
