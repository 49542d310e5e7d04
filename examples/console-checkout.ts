// Today's console on the typed client: each function replaces requests that the console writes by hand.
import {
  type BillingClient,
  type BillingClientOptions,
  createBillingClient,
  isBillingError,
} from "@onekonsole/billing-client";
import { type AppInputs, orderPrice } from "@onekonsole/billing-contract";

/** What the console's form has. */
export type ClusterChoice = AppInputs["order"]["create"]["order_details"];

/** One client for the page, in place of its base URL and headers. The token is read before each request. */
export const connect = (options: Pick<BillingClientOptions, "url" | "token">): BillingClient =>
  createBillingClient(options);

/** The price to show, with VAT, from the service instead of local storage. */
export async function priceOf(billing: BillingClient, choice: ClusterChoice, currency: string) {
  return orderPrice(choice, await billing.order.prices.query({ currency }), currency);
}

/** For `createOrder` of PayPal's buttons: rejects as `price_changed` if the shown price is an old one. */
export async function createOrder(billing: BillingClient, choice: ClusterChoice, currency: string) {
  const expected_amount = await priceOf(billing, choice, currency);
  const input = { order_details: choice, currency, expected_amount };
  return (await billing.order.create.mutate(input)).order_id;
}

/** For `onApprove`, without a capture in the browser. Returns what to tell the payer; null once all is well. */
export async function approve(billing: BillingClient, orderId: string): Promise<string | null> {
  try {
    await billing.order.approve.mutate({ order_id: orderId });
    const { problem } = await billing.waitUntilSettled(orderId);
    return problem;
  } catch (error) {
    if (!isBillingError(error)) throw error;
    return error.message;
  }
}

/** A page of the payment history; `after` is the `next` of the page before. */
export const history = (billing: BillingClient, userId: string, after?: string) =>
  billing.order.list.query({ user_id: userId, ...(after === undefined ? {} : { after }) });
