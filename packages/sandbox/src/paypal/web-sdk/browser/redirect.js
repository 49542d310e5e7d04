import { checkoutAddress } from "./checkout.js";

/** @import { Checkout } from "./checkout.js" */
/** @import { Outcome } from "./popup.js" */

const storageKey = "paypal-sandbox-order";

/**
 * Leads the payer to PayPal's page in this window, or returns its address if the page does that itself.
 * @param {{ checkout: Checkout, order: Promise<{ orderId: string }>, goes: boolean }} start
 * @returns {Promise<{ redirectURL?: string }>}
 */
export async function redirectToCheckout({ checkout, order, goes }) {
  const { orderId } = await order;
  const redirectURL = checkoutAddress(checkout, orderId);
  sessionStorage.setItem(storageKey, orderId);
  if (!goes) return { redirectURL };
  location.assign(redirectURL);
  return {};
}

/**
 * Whether the payer comes back to this page from PayPal's page of an order that was started here.
 * @returns {boolean}
 */
export function hasReturned() {
  const orderId = sessionStorage.getItem(storageKey);
  return orderId !== null && new URL(location.href).searchParams.get("token") === orderId;
}

/**
 * What the payer decided, once: a reload of the page does not repeat it. PayPal adds PayerID to the return URL only.
 * @returns {Outcome | undefined}
 */
export function takeReturn() {
  if (!hasReturned()) return undefined;
  sessionStorage.removeItem(storageKey);
  const { searchParams } = new URL(location.href);
  const orderId = searchParams.get("token") ?? "";
  const payerId = searchParams.get("PayerID");
  if (payerId === null) return { state: "canceled", data: { orderId } };
  return { state: "approved", data: { orderId, payerId, fundingSource: "paypal" } };
}
