import { checkoutAddress } from "./checkout.js";
import { SdkError, toSdkError } from "./sdk-error.js";

/** @import { OnApproveDataOneTimePayments, OnCancelDataOneTimePayments, OnErrorData } from "@paypal/paypal-js/sdk-v6" */
/** @import { Checkout } from "./checkout.js" */

/**
 * How a payer left PayPal's page.
 * @typedef {{ state: "approved", data: OnApproveDataOneTimePayments }
 *   | { state: "canceled", data: OnCancelDataOneTimePayments }
 *   | { state: "error", error: OnErrorData }} Outcome
 */

/**
 * A popup in use. Its outcome is undefined if the flow was abandoned.
 * @typedef {{ outcome: Promise<Outcome | undefined>, focus: () => void, cancel: () => void,
 *   abandon: () => void }} PopupFlow
 */

// The browser emits no event when a window of another origin is closed.
const closedCheckMs = 200;

/**
 * Opens an empty popup, which has to happen within the click. Null if the browser blocks it.
 * @returns {Window | null}
 */
export function openPopup() {
  const [width, height] = [500, 860];
  const left = Math.round(screenX + (outerWidth - width) / 2);
  const top = Math.round(screenY + (outerHeight - height) / 2);
  const position = `left=${left},top=${top}`;
  return open("", "", `popup,width=${width},height=${height},${position}`);
}

/**
 * Leads the popup to PayPal's page as soon as the order exists, and waits for the payer. A closed popup is a
 * cancellation.
 * @param {Window} popup
 * @param {{ checkout: Checkout, order: Promise<{ orderId: string }> }} purchase
 * @returns {PopupFlow}
 */
export function followPopup(popup, { checkout, order }) {
  /** @type {{ orderId?: string }} */
  const data = {};
  const ending = new AbortController();
  /** @type {PromiseWithResolvers<Outcome | undefined>} */
  const { promise: outcome, resolve } = Promise.withResolvers();

  /** @param {Outcome} [result] @param {{ closes: boolean }} [options] */
  function finish(result, { closes } = { closes: true }) {
    ending.abort();
    if (closes) popup.close();
    resolve(result);
  }

  /** @param {MessageEvent} event */
  function receive({ source, origin, data: message }) {
    if (source !== popup || origin !== new URL(checkout.url).origin) return;
    if (message?.type !== "paypal-sandbox-outcome" || message.orderId !== data.orderId) return;
    const { state, orderId, payerId, code } = message;
    if (state === "approved")
      finish({ state, data: { orderId, payerId, fundingSource: "paypal" } });
    else if (state === "canceled") finish({ state, data });
    // The payer may read in the popup what is wrong.
    else
      finish({ state: "error", error: new SdkError(code, `PayPal: ${code}.`) }, { closes: false });
  }

  async function lead() {
    try {
      const { orderId } = await order;
      data.orderId = orderId;
      const parameters = { opener_origin: location.origin };
      popup.location.replace(checkoutAddress(checkout, orderId, parameters));
    } catch (failure) {
      finish({ state: "error", error: toSdkError(failure) });
    }
  }

  const cancel = () => finish({ state: "canceled", data });
  addEventListener("message", receive, { signal: ending.signal });
  const timer = setInterval(() => popup.closed && cancel(), closedCheckMs);
  ending.signal.addEventListener("abort", () => clearInterval(timer));
  void lead();
  return { outcome, focus: () => popup.focus(), cancel, abandon: () => finish() };
}
