import type { PayPalOrder } from "../domain/paypal-order.ts";

/**
 * Removes the approval link unless it is safe to redirect a browser to it: https without user information,
 * or the origin of PayPal's API, which only a simulator serves without TLS.
 */
export function withSafeApproveUrl(order: PayPalOrder, paypalOrigin: string): PayPalOrder {
  const { approveUrl } = order;
  return { ...order, approveUrl: approveUrl === null ? null : safeUrl(approveUrl, paypalOrigin) };
}

function safeUrl(text: string, paypalOrigin: string): string | null {
  const url = URL.parse(text);
  if (!url) return null;
  const isTrusted = url.protocol === "https:" || url.origin === paypalOrigin;
  return isTrusted && url.username === "" && url.password === "" ? url.href : null;
}
