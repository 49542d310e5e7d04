import type { PayPalOrder } from "../domain/paypal-order.ts";

/**
 * Removes the approval link unless it is safe to redirect a browser to it: https without user information,
 * or the origin of PayPal's API, which only a simulator serves without TLS.
 */
export function withSafeApproveUrl(order: PayPalOrder, paypalUrl: string): PayPalOrder {
  const { approveUrl } = order;
  return { ...order, approveUrl: approveUrl === null ? null : safeUrl(approveUrl, paypalUrl) };
}

function safeUrl(text: string, paypalUrl: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, origin, username, password, href } = new URL(text);
  const isTrusted = protocol === "https:" || origin === new URL(paypalUrl).origin;
  return isTrusted && username === "" && password === "" ? href : null;
}
