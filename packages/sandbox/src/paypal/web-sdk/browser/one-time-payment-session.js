import { followPopup, openPopup } from "./popup.js";
import { hasReturned, redirectToCheckout, takeReturn } from "./redirect.js";
import { SdkError, toSdkError } from "./sdk-error.js";

/** @import { OneTimePaymentSession, PayPalOneTimePaymentSessionOptions, PayPalPresentationModeOptions } from "@paypal/paypal-js/sdk-v6" */
/** @import { Checkout } from "./checkout.js" */
/** @import { Outcome, PopupFlow } from "./popup.js" */

/**
 * PayPal's type joins the parameters of all modes, so that no function has it.
 * @typedef {Required<Omit<OneTimePaymentSession, "start">> & { start: (mode?: PayPalPresentationModeOptions,
 *   order?: Promise<{ orderId: string }>) => Promise<void | { redirectURL?: string }> }} PaymentSession
 */

/**
 * A session of `createPayPalOneTimePaymentSession`. The modes `popup`, `redirect` and `auto` are simulated; `auto`
 * is a popup, and a redirect if the browser blocks popups.
 * @param {Checkout} checkout
 * @param {PayPalOneTimePaymentSessionOptions} options
 * @returns {PaymentSession}
 */
export function createOneTimePaymentSession(checkout, options) {
  /** @type {PopupFlow | undefined} */
  let flow;

  /** @param {Promise<{ orderId: string }>} order @param {Window} popup */
  async function payInPopup(order, popup) {
    flow = followPopup(popup, { checkout, order });
    const outcome = await flow.outcome;
    flow = undefined;
    if (outcome) await report(options, outcome);
  }

  return {
    async start(mode = { presentationMode: "auto" }, order = fixedOrder(options)) {
      const { presentationMode, autoRedirect } = mode;
      // A mode that cannot start leaves the order's promise without a handler.
      order.catch(() => {});
      if (flow) return flow.focus();
      if (presentationMode === "popup" || presentationMode === "auto") {
        const popup = openPopup();
        if (popup) return payInPopup(order, popup);
        if (presentationMode === "popup") throw blockedPopup();
      } else if (presentationMode !== "redirect") throw unsupportedMode(presentationMode);
      try {
        return await redirectToCheckout({ checkout, order, goes: autoRedirect?.enabled ?? true });
      } catch (failure) {
        return report(options, { state: "error", error: toSdkError(failure) });
      }
    },
    cancel: () => flow?.cancel(),
    destroy: () => flow?.abandon(),
    hasReturned,
    async resume() {
      const outcome = takeReturn();
      if (outcome) await report(options, outcome);
    },
  };
}

/** @param {PayPalOneTimePaymentSessionOptions} options */
async function fixedOrder({ orderId }) {
  if (orderId === undefined) throw new Error("There is neither an orderId nor an order promise.");
  return { orderId };
}

/**
 * Calls the page back, and waits for its `onApprove`.
 * @param {PayPalOneTimePaymentSessionOptions} options
 * @param {Outcome} outcome
 * @returns {Promise<void>}
 */
async function report(options, outcome) {
  let { state } = outcome;
  try {
    if (outcome.state === "approved") await options.onApprove?.(outcome.data);
    else if (outcome.state === "canceled") options.onCancel?.(outcome.data);
    else options.onError?.(outcome.error);
  } catch (failure) {
    state = "error";
    options.onError?.(toSdkError(failure));
  }
  options.onComplete?.({ paymentSessionState: state });
}

// The two codes that PayPal's sample of presentation modes handles.
function blockedPopup() {
  const text = "The browser blocked the popup.";
  return new SdkError("ERR_DEV_UNABLE_TO_OPEN_POPUP", text, { isRecoverable: true });
}

/** @param {string} mode */
function unsupportedMode(mode) {
  const code =
    mode === "payment-handler"
      ? "ERR_FLOW_PAYMENT_HANDLER_BROWSER_INCOMPATIBLE"
      : "ERR_FLOW_UNSUPPORTED_PRESENTATION_MODE";
  return new SdkError(code, `The sandbox does not simulate ${mode}.`, { isRecoverable: true });
}
