import type { PayPalOrder } from "../domain/paypal-order.ts";

/**
 * The order, without its approval link unless a browser may be sent there: https and no user name in it, or
 * the very origin that we call, which only a simulator serves without TLS.
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
