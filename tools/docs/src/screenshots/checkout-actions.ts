import type { Page } from "playwright";

/** Waits until the checkout shows PayPal's own button. */
export const payPalButtonShown = (page: Page): Promise<void> =>
  page.locator("paypal-button:not([hidden])").waitFor();

/** Sends the form, which leads to PayPal's page if it is valid, without PayPal's button and its window. */
export const submitForm = (page: Page): Promise<void> =>
  page.evaluate("document.querySelector('form').requestSubmit()");
