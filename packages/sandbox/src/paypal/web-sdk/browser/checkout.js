/**
 * PayPal's page, and the locale that the SDK asks it for.
 * @typedef {{ readonly url: string, locale: string | undefined }} Checkout
 */

/**
 * The address of the page for an order.
 * @param {Checkout} checkout
 * @param {string} orderId
 * @param {Readonly<Record<string, string>>} [parameters]
 * @returns {string}
 */
export function checkoutAddress({ url, locale }, orderId, parameters = {}) {
  const address = new URL(url);
  const all = { token: orderId, ...(locale ? { locale } : {}), ...parameters };
  for (const [name, value] of Object.entries(all)) address.searchParams.set(name, value);
  return address.href;
}
